using System.Globalization;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Receivables;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the parts of answers about receivables are called, in the language of the call.</summary>
internal sealed class ReceivablesTitles(CrmTexts texts, CultureInfo culture)
{
    public string Of(string part, params ReadOnlySpan<object?> args) => string.Format(culture, texts.OfCode($"receivables.{part}", culture), args);

    public string Of(string part, NodaTime.LocalDate day) => Of(part, CellText.Csv(day));

    public Column Column(string name, bool isNumber = false) => new(name, isNumber, Of(name));

    public Column Age(AgeingOptions options, int place, string name)
    {
        int edge = options.Basis == AgeingBasis.DueDate ? place - 1 : place; // the age ends with this edge
        int from = edge > 0 ? options.Edges[edge - 1] + 1 : options.Basis == AgeingBasis.DueDate ? 1 : 0;
        string title = edge < 0 ? Of(name) : edge == options.Edges.Count ? Of("over", from - 1) : Of("between", from, options.Edges[edge]);
        return new Column(name, IsNumber: true, title);
    }
}
