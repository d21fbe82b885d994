namespace Crm.Sdk.Import;

/// <summary>A row that was left out, and why.</summary>
/// <param name="Line">The line at which the row starts, from 1, the header counted.</param>
/// <param name="Field">The target whose value broke a rule; empty where the row as a whole did.</param>
/// <param name="Value">The value.</param>
/// <param name="Error">The rule, in one sentence.</param>
public sealed record RejectedRow(long Line, string Field, string Value, string Error)
{
    /// <inheritdoc/>
    public override string ToString() => Field.Length == 0 ? $"line {Line}: {Error}" : $"line {Line}, {Field} '{Value}': {Error}";
}
