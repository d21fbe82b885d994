using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Counts or sums the records of some customers as they stream by.</summary>
internal sealed class RelatedSum(RelatedQuery query, KindModel kind, int customers)
{
    private readonly long[] _values = new long[customers];
    private readonly bool[] _undefined = new bool[customers];
    private readonly PartModel? _part = query.Records.Part is { } id ? kind.Parts.First(part => part.Id == id) : null;
    private readonly Func<object, bool> _counts = ConditionEvaluator.Prepare(query.Records.Where, kind);
    private readonly HashSet<FieldValue>? _items = query.Records.PartWhere is Condition.In items ? [.. items.Values] : null;
    private readonly FieldId _itemField = query.Records.PartWhere is Condition.In named ? named.Field : default;

    public long?[] Values() => [.. _values.Select((value, i) => _undefined[i] ? default(long?) : value)];

    /// <summary>Adds a record, where it counts. Amounts in another currency are converted.</summary>
    /// <param name="index">The customer's place.</param>
    /// <param name="entity">The record.</param>
    /// <param name="convert">An amount of a record in minor units of the currency wanted; null where no rate is known.</param>
    public async ValueTask AddAsync(int index, object entity, Func<Money, FieldValue, ValueTask<long?>> convert)
    {
        if (!_counts(entity))
        {
            return;
        }

        object[]? items = _part is null ? null : [.. _part.Items(entity).Where(item => _items!.Contains(ItemField(_itemField).Get(item)))];
        if (items is { Length: 0 })
        {
            return;
        }

        if (query.Measure.Field is not { } field)
        {
            _values[index]++;
            return;
        }

        long? amount = items is null ? Whole(kind.ValueOf(field, entity)) : items.Select(item => Whole(ItemField(field).Get(item))).Aggregate((long?)0, Add);
        if (query.Currency is { } wanted && query.Measure.Currency is { } currency)
        {
            string code = kind.ValueOf(currency, entity) is { IsNull: false } written ? written.AsText() : string.Empty;
            if (code != wanted.Code)
            {
                amount = amount is { } minor && Currency.TryParse(code, out Currency other) && await convert(Money.OfMinor(minor, other), kind.ValueOf(query.When, entity)).ConfigureAwait(false) is { } converted
                    ? converted
                    : null;
                _undefined[index] |= amount is null;
            }
        }

        if (Add(_values[index], amount ?? 0) is { } sum)
        {
            _values[index] = sum;
        }
        else
        {
            _undefined[index] = true; // beyond what a sum can be
        }
    }

    private static long? Whole(FieldValue value) => value.IsNull ? null : value.AsInt();

    private static long? Add(long? left, long? right)
    {
        long sum = unchecked((left ?? 0) + (right ?? 0));
        return left is null || (((left ^ sum) & ((right ?? 0) ^ sum)) < 0) ? null : sum;
    }

    private FieldModel ItemField(FieldId id) => _part!.Fields.First(field => field.Id == id);
}
