"""Every problem and refusal a file can meet: what it is called, what is said, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.readings import Problem, Source


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble: its title, the sentence with its places, and the way out."""

    title: str
    says: str
    mend: str

    def sentence(self, **places: object) -> str:
        """Return what is wrong and what to do."""
        return f"{self.says.format(**places)} {self.mend.format(**places)}"


REFUSALS: Mapping[str, Trouble] = MappingProxyType(
    {
        "empty": Trouble("Empty file", "The file is empty.", "Save the workbook again and upload that copy."),
        "too_large": Trouble(
            "File too large",
            "The file has {size:.0f} MB; up to {limit:.0f} MB can be read.",
            "Remove pictures and sheets that hold no figures, or split the file.",
        ),
        "web_page": Trouble(
            "Web page under a spreadsheet’s name",
            "This is a web page saved under a spreadsheet’s name.",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        ),
        "xml_2003": Trouble(
            "XML spreadsheet",
            "This is an XML file, such as the Excel 2003 XML format, which is not read.",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        ),
        "word": Trouble(
            "Word or PowerPoint file",
            "This is a Word or PowerPoint file under a spreadsheet’s name.",
            "Copy its table into a workbook and upload that.",
        ),
        "other_format": Trouble(
            "Not a spreadsheet",
            "This is {what}, not a spreadsheet.",
            "Upload an .xlsx, .xls or .csv file.",
        ),
        "old_excel": Trouble(
            "Very old Excel file",
            "This file was saved by an Excel older than 1997, or it is damaged.",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        ),
        "password": Trouble(
            "Password-protected",
            "The file is password-protected.",
            "In Excel choose File, Info, Protect Workbook, remove the password and upload the copy.",
        ),
        "macros": Trouble(
            "Macros",
            "The workbook holds macros, which are never run or stored here.",
            "Save it as an Excel workbook without macros (.xlsx) and upload that copy.",
        ),
        "xlsb": Trouble(
            "Binary workbook",
            "Binary workbooks (.xlsb) are not read.",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        ),
        "ods": Trouble(
            "OpenDocument spreadsheet",
            "OpenDocument spreadsheets (.ods) are not read.",
            "Save it as an Excel workbook (.xlsx) and upload that copy.",
        ),
        "damaged": Trouble(
            "Damaged file",
            "The file is damaged or was not uploaded to its end.",
            "Open it in Excel, save it again and upload the copy.",
        ),
        "too_many_parts": Trouble(
            "Too many parts",
            "The workbook has {count} parts inside; up to {limit} are read.",
            "Copy the sheets that hold figures into a new workbook.",
        ),
        "unsafe_name": Trouble(
            "Unsafe part",
            "A part inside the workbook is named “{name}”, which points outside of it.",
            "Ask where the file came from; save the sheets as a new workbook.",
        ),
        "duplicate_part": Trouble(
            "Part stored twice",
            "The part “{name}” is inside the workbook twice, so two programs could read two different files.",
            "Open it in Excel, save it again and upload the copy.",
        ),
        "part_missing": Trouble(
            "Part missing",
            "The part “{name}” is missing from the workbook.",
            "Open it in Excel, save it again and upload the copy.",
        ),
        "swells": Trouble(
            "Swells when opened",
            "The part “{name}” swells far beyond its stored size when it is opened.",
            "Save the sheets that hold figures as a new workbook.",
        ),
        "too_much_inside": Trouble(
            "Too much inside",
            "The workbook, or one part of it, unpacks to more than {limit:.0f} MB.",
            "Remove pictures and sheets that hold no figures, or split the file.",
        ),
        "dtd": Trouble(
            "Document type inside",
            "The part “{name}” brings its own document type (DTD), which workbooks never need and attacks use.",
            "Ask where the file came from; save the sheets as a new workbook.",
        ),
        "bad_xml": Trouble(
            "Damaged part",
            "The part “{name}” is damaged and cannot be read to its end.",
            "Open it in Excel, let it repair the file, save it and upload the copy.",
        ),
        "too_many_cells": Trouble(
            "Too many cells",
            "The workbook has more than {limit:,} cells.",
            "Upload the figures without raw events, or split the file.",
        ),
        "sparse_grid": Trouble(
            "Cells far apart",
            "Sheet “{sheet}” stretches over {size:,} cells of which hardly any are filled.",
            "Delete the empty rows and columns beyond the table, save and upload again.",
        ),
        "bad_address": Trouble(
            "Cell outside the sheet",
            "Sheet “{sheet}” has a cell at “{cell}”, outside of what Excel can hold.",
            "Open it in Excel, save it again and upload the copy.",
        ),
        "too_many_merges": Trouble(
            "Too many merged cells",
            "Sheet “{sheet}” has too many or too large merged cells.",
            "Unmerge them (Home, Merge & Center) and upload again.",
        ),
        "text_too_long": Trouble(
            "Text too long",
            "“{sheet}” has a text of more than {limit:,} characters in one cell.",
            "Shorten it or delete that column.",
        ),
        "too_many_sheets": Trouble(
            "Too many sheets",
            "The workbook has {count} sheets; up to {limit} are read.",
            "Upload the sheets that hold figures as a workbook of their own.",
        ),
        "no_sheets": Trouble(
            "No sheet",
            "The workbook has no sheet with cells.",
            "Open it in Excel, save it again and upload the copy.",
        ),
        "nul_bytes": Trouble(
            "Binary data in a text file",
            "The text file holds binary zeros, so it is no table of text.",
            "Export it again as CSV in UTF-8.",
        ),
        "too_many_columns": Trouble(
            "Too many columns",
            "The text file has {count:,} columns in a row; up to {limit:,} are read.",
            "Check the delimiter, or upload fewer columns.",
        ),
        "broke_reader": Trouble(
            "Could not be read",
            "Reading this file took too much time or memory, so it was stopped.",
            "Save the sheets that hold figures as a new workbook and upload that.",
        ),
        "our_error": Trouble(
            "Error of ours",
            "Reading this file ran into an error of cxdash’s own, which is in the server’s log.",
            "Save the sheets that hold figures as a new workbook and try that.",
        ),
    }
)

PROBLEMS: Mapping[str, Trouble] = MappingProxyType(
    {
        "too_many_names": Trouble(
            "Too many names",
            "This table names {count} {what}; up to {limit} are taken, so nothing of it was.",
            "Say which column holds their names.",
        ),
        "more_problems": Trouble(
            "More of the same",
            "{count} cells more have problems, from {cell} on.",
            "Mend those above first; or say what the column is.",
        ),
        "error_cell": Trouble(
            "Error in a cell", "{cell} holds the error {value}.", "Mend the formula, or leave the cell empty."
        ),
        "uncached": Trouble(
            "Formula without a result",
            "{cell} holds a formula that was saved without its result.",
            "Open the workbook in Excel, save it and upload it again.",
        ),
        "not_a_number": Trouble(
            "Text instead of a number",
            "“{value}” in {cell} is not a number.",
            "Enter digits, or leave the cell empty where there is no value.",
        ),
        "date_as_value": Trouble(
            "Date instead of a number",
            "{cell} holds a date where the column holds numbers.",
            "Enter the number, or leave the cell empty.",
        ),
        "not_a_period": Trouble(
            "Period not understood",
            "“{value}” in {cell} is not a day, week, month, quarter or year.",
            "Write it as 2025-03-31, 2025-W14, 2025-03 or 2025-Q1.",
        ),
        "no_period": Trouble(
            "Period missing",
            "Row {row} has figures but no period in {cell}.",
            "Enter the period the figures belong to.",
        ),
        "period_too_long": Trouble(
            "Period that figures are not kept by",
            "“{value}” in {cell} is no day, week, month, quarter or year, but another stretch of time.",
            "Give figures by year, quarter, month, week or day.",
        ),
        "denominator_zero": Trouble(
            "Nothing to divide by",
            "{cell} has a count out of zero.",
            "Correct the base, or leave both cells empty.",
        ),
        "part_above_whole": Trouble(
            "Part above its whole",
            "{cell}: {part} of {whole} is more than all of it.",
            "Check the two cells; they may be exchanged.",
        ),
        "twice": Trouble(
            "Given twice",
            "{cell} gives the same figure as {other} again, with another value.",
            "Delete the one that is wrong.",
        ),
        "no_metric": Trouble(
            "Metric missing",
            "Row {row} has a figure but no metric in {cell}.",
            "Enter the name of the metric.",
        ),
        "no_name": Trouble(
            "Name missing",
            "Row {row} has no use case or pilot in {cell}.",
            "Enter its name, or delete the row.",
        ),
        "stage_unknown": Trouble(
            "Stage not understood",
            "“{value}” in {cell} is not a stage.",
            "Write idea, pilot, proof or scale.",
        ),
        "no_friction": Trouble(
            "Friction point without a name",
            "Row {row} says how much something hurts, but not what.",
            "Enter what hurts in {cell}, or delete the row.",
        ),
        "rate_unclear": Trouble(
            "Share that may be meant in two ways",
            "“{value}” in {cell} may be {percent} % or {share} %: other shares in its column are written as percent.",
            "Write it with its sign, such as {percent} %.",
        ),
        "below_zero": Trouble(
            "Amount below zero",
            "{value} in {cell} is below zero while other amounts of its sort are not.",
            "Enter a credit as a benefit, or correct the amount; costs and benefits are 0 or more.",
        ),
        "not_a_date": Trouble("Date not understood", "“{value}” in {cell} is not a date.", "Write it as 2025-03-31."),
        "needs_answer": Trouble(
            "Name nobody has explained",
            "Nobody has said yet what “{name}” is.",
            "Answer the question about it, mend its row, or leave it out.",
        ),
        "given_twice": Trouble(
            "Given twice in one file",
            "This figure was already given in {other}, and differs.",
            "The first is taken; correct one of them.",
        ),
        "mixed_cadence": Trouble(
            "Cadences mixed",
            "These figures are kept by {kept_by}; this one is for a {grain}.",
            "Keep to one.",
        ),
    }
)


def refusal(code: str, **places: object) -> RefusedFileError:
    """Return the error that refuses a file, with its sentence filled in."""
    return RefusedFileError(code, REFUSALS[code].sentence(**places))


def problem(code: str, source: Source, **places: object) -> Problem:
    """Return a problem at a cell, with its sentence filled in."""
    return Problem(code, PROBLEMS[code].sentence(cell=source.cell, **places), source)
