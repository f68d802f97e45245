//! What a workbook from outside may cost: every bound of the reader, in one place.
//!
//! Together they keep what reading takes below 128 MB beside the file itself, whatever the file says of itself: the cells of
//! [`MAX_CELLS`] in the worst arrangement take some 65 MB, their texts three times [`MAX_TEXT_BYTES`], the table of shared
//! texts once [`MAX_SHARED_BYTES`]. A submission in KDL may be half as long as [`MAX_TEXT_BYTES`].

/// Bytes of the file; the same as for every file of a folder of submissions.
pub const MAX_CONTAINER_BYTES: usize = 16 << 20;
/// Entries of the container. A workbook of fifty sheets has about two hundred.
pub const MAX_ENTRIES: usize = 2_000;
/// Bytes of the name of an entry.
pub const MAX_ENTRY_NAME: usize = 512;
/// Bytes of one part, inflated.
pub const MAX_PART_BYTES: u64 = 64 << 20;
/// Bytes of all parts together, inflated.
pub const MAX_INFLATED_BYTES: u64 = 128 << 20;
/// How many times its packed size a part may take. Sheets pack to a tenth, hardly ever to a hundredth.
pub const MAX_RATIO: u64 = 250;
/// Parts below this many bytes may pack as well as they like: a short part that repeats one line is no bomb.
pub const RATIO_COUNTS_FROM: u64 = 1 << 20;

/// Elements inside each other in a part.
pub const MAX_XML_DEPTH: usize = 64;
/// Attributes of one element that is read.
pub const MAX_ATTRIBUTES: usize = 64;
/// Bytes of one piece of markup or text: a tag with its attributes, a comment, the text between two tags.
pub const MAX_XML_PIECE: usize = 1 << 20;

/// Relationships of one part.
pub const MAX_RELATIONSHIPS: usize = 10_000;
/// Sheets.
pub const MAX_SHEETS: usize = 200;
/// Characters of the name of a sheet; programs stop at 31.
pub const MAX_SHEET_NAME: usize = 128;
/// Rows of a sheet, as programs have it.
pub const MAX_ROW: u32 = 1_048_576;
/// Columns of a sheet, as programs have it: A to XFD.
pub const MAX_COLUMN: u32 = 16_384;
/// Cells that are not empty, on all sheets together.
pub const MAX_CELLS: usize = 400_000;
/// Rows with at least one such cell, on all sheets together.
pub const MAX_FILLED_ROWS: usize = 65_536;
/// Characters in a cell, as programs have it.
pub const MAX_CELL_TEXT: usize = 32_767;
/// Bytes of all texts in cells, defined names and properties together.
pub const MAX_TEXT_BYTES: usize = 8 << 20;
/// Texts in the table of shared texts.
pub const MAX_SHARED_TEXTS: usize = 400_000;
/// Bytes of the table of shared texts.
pub const MAX_SHARED_BYTES: usize = 8 << 20;
/// Merged areas, on all sheets together.
pub const MAX_MERGED_AREAS: usize = 65_536;
/// Cell formats; programs stop at 65,490.
pub const MAX_CELL_FORMATS: usize = 65_536;
/// Number formats of the workbook's own.
pub const MAX_NUMBER_FORMATS: usize = 4_096;
/// Characters of the code of a number format; programs stop at 255.
pub const MAX_FORMAT_CODE: usize = 1_024;
/// Defined names.
pub const MAX_DEFINED_NAMES: usize = 10_000;
/// Custom properties of the document.
pub const MAX_PROPERTIES: usize = 1_000;
/// Formulas that fill an area.
pub const MAX_ARRAY_FORMULAS: usize = 10_000;
/// Rows that all such areas of a sheet together may run through.
pub const MAX_ARRAY_ROWS: usize = 1_000_000;

/// Digits of a number that count: programs show no more, and what follows is an artefact of their binary numbers.
pub const SIGNIFICANT_DIGITS: usize = 15;
/// Largest power of ten of a number, either way.
pub const MAX_EXPONENT: i64 = 30;
/// Bytes of the text of a number; programs write at most 24.
pub const MAX_NUMBER_TEXT: usize = 400;

/// Problems listed of one file.
pub const MAX_PROBLEMS: usize = 100;
