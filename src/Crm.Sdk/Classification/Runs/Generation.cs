namespace Crm.Sdk.Classification;

/// <summary>What is kept of a run for the next one: the columns, the answers, the labels that stand in the store, the rates, and the position up to which all this is right.</summary>
/// <remarks>Used by one run at a time: it is taken out of the cache, and put back by the run that completes.</remarks>
internal sealed record Generation(ClassificationResult Result, PreviousLabels Labels, RateTable Rates, long Position, long Run)
{
    /// <summary>Whether a run of these rules can go on from it.</summary>
    public bool Fits(Currency currency, AsOf asOf, RuleRegistration[] rules) =>
        Result.Columns.Currency == currency && string.Equals(Result.AsOf.Zone.Id, asOf.Zone.Id, StringComparison.Ordinal) && Labels.Covers(rules);

    /// <summary>About how many bytes it takes.</summary>
    public long Bytes => Result.Columns.Bytes
        + Result.Facts.Columns.Sum(static column => (long)column.Count * (column.Fact.ValueType is FactValueType.Whole64 or FactValueType.Money or FactValueType.Number ? 8 : 4))
        + Result.Rules.Sum(static rule => (long)rule.Count * (2 + (rule.Scores is null ? 0 : 4) + (rule.Rechecks is null ? 0 : 4)))
        + Labels.Bytes;
}
