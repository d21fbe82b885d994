namespace Crm.Sdk.Transactions;

/// <summary>The sums of all parts of a dimension.</summary>
internal sealed class CompositionTally(TransactionDimension dimension)
{
    private readonly Dictionary<string, PartTally> _parts = new(StringComparer.Ordinal);
    private PartTally? _none;

    public PartTally Of(string? key)
    {
        if (key is null)
        {
            return _none ??= new PartTally();
        }

        if (!_parts.TryGetValue(key, out PartTally? part))
        {
            _parts.Add(key, part = new PartTally());
        }

        return part;
    }

    public TransactionComposition Build(Currency currency)
    {
        IEnumerable<TransactionPart> named = _parts.Select(part => part.Value.Build(part.Key, currency));
        return new TransactionComposition(
            dimension,
            [
                .. (_none is null ? named : named.Append(_none.Build(null, currency)))
                    .OrderByDescending(static part => part.Revenue.MinorUnits).ThenBy(static part => part.Key is null).ThenBy(static part => part.Key, StringComparer.Ordinal),
            ]);
    }
}
