namespace Crm.Sdk.Import;

/// <summary>The first thing in a row that breaks a rule.</summary>
/// <param name="Field">The target, empty for the row as a whole.</param>
/// <param name="Value">The value.</param>
/// <param name="Error">The rule.</param>
internal sealed record RowError(string Field, string Value, string Error)
{
    public RejectedRow At(long line) => new(line, Field, Value, Error);
}
