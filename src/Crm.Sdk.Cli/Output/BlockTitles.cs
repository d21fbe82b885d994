using System.Globalization;

namespace Crm.Sdk.Cli.Output;

/// <summary>Makes blocks whose titles are texts in the language of the call: those of a family of commands, under its prefix.</summary>
/// <remarks>A name with <c>#</c> behind it is a column of numbers, one with <c>!</c> is for machines only.</remarks>
internal sealed class BlockTitles(CrmTexts texts, string prefix, CultureInfo culture)
{
    /// <summary>The title of a block or a column.</summary>
    public string Of(string name) => texts.OfCode($"{prefix}.{name}", culture);

    /// <summary>A block of rows; its title is the text of its name unless another is given.</summary>
    public Block Rows(string name, string[] columns, IEnumerable<object?[]> rows, string? title = null) => new(name, title ?? Of(name), Columns(columns), [.. rows]);

    /// <summary>A block of one record.</summary>
    public Block Record(string name, string[] columns, object?[] values, string? title = null) => new(name, title ?? Of(name), Columns(columns), [values], IsRecord: true);

    private BlockColumn[] Columns(string[] columns) =>
        [.. columns.Select(column => new BlockColumn(column.TrimEnd('#', '!'), column.EndsWith('!') ? null : Of(column.TrimEnd('#')), column.EndsWith('#')))];
}
