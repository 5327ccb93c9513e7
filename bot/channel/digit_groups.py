"""What a group of digits may be: somebody's number, or kroner, hours, years and dates. The form alone; no words around it.

A group is written with its separators ("010190 12345"); each function takes it as it stands.
"""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.no import kontonr
from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_HOURS_A_DAY_OR_WEEK = 40
# Eleven digits chunked as people chunk a number that they read from a card.
_EVEN_CHUNKS = ((2, 2, 2, 2, 2, 1), (3, 3, 3, 2), (4, 4, 3))
_ONE_BY_ONE = (1,) * 11


def digits_of(written: str) -> str:
    return re.sub(r"\D", "", written)


def begins_with_date(digits: str) -> bool:
    """Day and month may be those of a fødselsnummer: D-number day + 40; H-number month + 40, synthetic + 65 or + 80."""
    day, month = int(digits[:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    month -= next((offset for offset in (80, 65, 40) if month > offset), 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]


def is_checked_fodselsnummer(written: str) -> bool:
    """Eleven digits that begin with a date and end in the right check digits."""
    digits = digits_of(written)
    right = (digits[9], digits[10]) == (calc_check_digit1(digits), calc_check_digit2(digits))
    return right and begins_with_date(digits)


def is_fodselsnummer_in_two(written: str) -> bool:
    """Six digits, a sign that also stands between two amounts, and five: no amount begins with 0, or the check decides."""
    digits = digits_of(written)
    return begins_with_date(digits) and ("0" in (digits[0], digits[6]) or is_checked_fodselsnummer(digits))


def is_grouped_fodselsnummer(written: str) -> bool:
    """Eleven digits in groups, which no amounts, hours, years or dates in a row explain."""
    groups, digits = re.split(r"\D", written), digits_of(written)
    sizes = tuple(map(len, groups))
    if not begins_with_date(digits):
        return False
    if sizes == _ONE_BY_ONE or any(group.startswith("0") and len(group) > 3 for group in groups):
        return True
    if len(set(re.findall(r"\D", written))) != 1 or _are_thousands(groups) or _is_date_and_number(groups):
        return False
    if is_checked_fodselsnummer(digits):
        return True
    return (_ends_after(6, groups) or sizes in _EVEN_CHUNKS) and not _are_hours(groups) and not _are_amounts(groups)


def is_grouped_account(written: str) -> bool:
    """Eleven digits of which the first four stand alone, with the right check digit."""
    groups = re.split(r"\D", written)
    return len(groups[0]) == 4 and not _is_year(groups[0]) and bool(kontonr.is_valid(digits_of(written)))


def is_card(written: str) -> bool:
    """Sixteen digits in fours with the right check digit; years in a row begin with 1 or 2."""
    return bool(luhn.is_valid(digits_of(written)))


def is_phone_in_a_row(digits: str) -> bool:
    """Eight digits in a row, unless they read as a date or as millions of kroner."""
    day, month, year = digits[:2], digits[2:4], digits[4:]
    if digits[:2] in ("19", "20"):
        year, month, day = digits[:4], digits[4:6], digits[6:]
    is_date = year[:2] in ("19", "20") and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return not is_date and not digits.endswith("00000")


def is_phone_in_pairs(written: str) -> bool:
    """Four pairs, unless all of them could be hours, as in "25 30 32 20"."""
    return any(int(pair) > _MOST_HOURS_A_DAY_OR_WEEK for pair in re.findall(r"\d\d", written))


def is_grouped_mobile(written: str) -> bool:
    """Eight digits from 4 or 9 in any groups, which no amounts or hours in a row explain."""
    groups = re.split(r"\D", written)
    if len(set(re.findall(r"\D", written))) != 1 or "000" in groups or all(group.endswith("00") for group in groups):
        return False
    if "." in written and _are_thousands(groups):
        return False
    return len(groups) == 8 or not (_are_hours(groups) or (len(groups) > 3 and _are_amounts(groups)))


def is_landline_in_fours(written: str) -> bool:
    """Four and four digits, unless they read as two round prices."""
    return not (written[:4].endswith("00") and written.endswith("00"))


def _is_year(group: str) -> bool:
    return len(group) == 4 and group[:2] in ("19", "20")


def _ends_after(count: int, groups: list[str]) -> bool:
    return any(sum(map(len, groups[:at])) == count for at in range(len(groups)))


def _are_thousands(groups: list[str]) -> bool:
    """One long amount: "10 100 250 000"."""
    head, *rest = groups
    return len(head) <= 3 and not head.startswith("0") and all(len(group) == 3 for group in rest)


def _are_hours(groups: list[str]) -> bool:
    return all(
        len(group) <= 2 and not group.startswith("0") and int(group) <= _MOST_HOURS_A_DAY_OR_WEEK for group in groups
    )


def _are_amounts(groups: list[str]) -> bool:
    """Amounts in a row, the larger ones in thousands: "2 027 1 066 256". One below a hundred has a unit after it."""
    grouped = [[groups[0]]]
    for group in groups[1:]:
        if len(group) == 3 and (group.startswith("0") or len(grouped[-1]) == 1):
            grouped[-1].append(group)
        else:
            grouped.append([group])
    return all(
        not amount[0].startswith("0")
        and len(amount[0]) <= 3
        and (len(amount) > 1 or len(amount[0]) == 3)
        and all(len(group) == 3 for group in amount[1:])
        for amount in grouped
    )


def _is_date_and_number(groups: list[str]) -> bool:
    """ "01 02 2023 256" or "2012-01-13-140": a date and a number that is no part of it, or years in a row."""
    day_first = len(groups) > 2 and _is_year(groups[2]) and all(len(group) <= 2 for group in groups[:2])
    return day_first or (_is_year(groups[0]) and (len(groups[1]) <= 2 or _is_year(groups[1])))
