using System.Globalization;

namespace Crm.Sdk.Cli.Output;

/// <summary>What stands above the columns of tables that people read: the column's name, which JSON and CSV have too, or in Chinese its title.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class ColumnTitles
{
    private static readonly JsonTexts Texts = JsonTexts.Embedded(typeof(ColumnTitles).Assembly);

    /// <param name="column">The column.</param>
    /// <param name="culture">The language.</param>
    public static string Of(Column column, CultureInfo culture) => column.Title ?? Texts.Find($"column.{column.Name}", culture) ?? column.Name;
}
