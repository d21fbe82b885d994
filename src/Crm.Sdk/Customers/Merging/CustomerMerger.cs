namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Makes one customer of two.</summary>
/// <remarks>Used once; not thread-safe.</remarks>
internal sealed class CustomerMerger
{
    private const string ContactPoints = "contact-points", Addresses = "addresses", Tags = "tags", Sources = "sources";

    private static readonly string[] Lists = [ContactPoints, Addresses, Tags, Sources];

    private readonly Customer _survivor, _loser;
    private readonly MergeOptions _options;
    private readonly FieldDates? _survivorDates, _loserDates;
    private readonly List<MergedField> _fields = [];
    private readonly Dictionary<string, MergeSource> _from = new(StringComparer.Ordinal);

    /// <param name="survivor">The customer that stays.</param>
    /// <param name="loser">The other.</param>
    /// <param name="options">The rules.</param>
    /// <param name="survivorDates">When the survivor's fields were written; needed for <see cref="Survivorship.Newest"/> only.</param>
    /// <param name="loserDates">The same of the loser.</param>
    public CustomerMerger(Customer survivor, Customer loser, MergeOptions options, FieldDates? survivorDates, FieldDates? loserDates)
    {
        _survivor = survivor;
        _loser = loser;
        _options = options;
        _survivorDates = survivorDates;
        _loserDates = loserDates;
    }

    /// <summary>Whether the rules ask when fields were written.</summary>
    public static bool NeedsDates(MergeOptions options) => options.Default == Survivorship.Newest || options.Rules.Values.Contains(Survivorship.Newest);

    /// <summary>The survivor as it becomes, and the fields in which the two differ.</summary>
    /// <exception cref="CrmException">CRM2152: the options name a field that there is not, or take both values of a field that holds one.</exception>
    public (Customer Merged, IReadOnlyList<MergedField> Fields) Merge()
    {
        MergeableField[] single = [.. MergeableField.All, .. _survivor.Attributes.Concat(_loser.Attributes).Select(static a => a.Name).Distinct().Order(StringComparer.Ordinal).Select(MergeableField.OfAttribute)];
        CheckNames(single);
        Customer merged = _survivor;
        foreach (MergeableField field in single)
        {
            object? mine = field.Value(_survivor), theirs = field.Value(_loser);
            if (Equals(mine, theirs))
            {
                continue;
            }

            MergeSource from = Choose(field.Name, mine, theirs);
            _from[field.Name] = from;
            merged = from == MergeSource.Loser ? field.Copy(merged, _loser) : merged;
            _fields.Add(new MergedField(field.Name, MergeableField.Text(mine), MergeableField.Text(theirs), MergeableField.Text(field.Value(merged)), from));
        }

        merged = merged with
        {
            ContactPoints = United(ContactPoints, _survivor.ContactPoints, _loser.ContactPoints, [.. Others(merged)], static p => (p.Kind, p.Value), static p => p.Value),
            Addresses = United(Addresses, _survivor.Addresses, _loser.Addresses, [.. _survivor.Addresses.Concat(_loser.Addresses)], static a => a, static a => a.Label),
            Tags = United(Tags, _survivor.Tags, _loser.Tags, [.. _survivor.Tags.Concat(_loser.Tags).Order(Comparer<string>.Create(CanonicalText.Compare))], static t => t, static t => t),
            Sources = United(Sources, _survivor.Sources, _loser.Sources, [.. MergedSources()], static s => s.Field, static s => s.Field),
        };
        return (merged, _fields);
    }

    private MergeSource Choose(string field, object? mine, object? theirs)
    {
        if (_options.Choices.TryGetValue(field, out MergeSource chosen))
        {
            return chosen == MergeSource.Both
                ? throw new CrmException(DuplicateErrorCodes.BadOption, $"'{field}' holds one value: choose the survivor's or the loser's, not both.")
                : chosen;
        }

        if (mine is null || theirs is null)
        {
            return mine is null ? MergeSource.Loser : MergeSource.Survivor;
        }

        bool loser = _options.Rules.GetValueOrDefault(field, _options.Default) switch
        {
            Survivorship.Newest => _loserDates!.Of(field) > _survivorDates!.Of(field),
            Survivorship.MostComplete => Known(_loser) > Known(_survivor),
            Survivorship.Longest => MergeableField.Text(theirs)!.Length > MergeableField.Text(mine)!.Length,
            Survivorship.MostTrusted => Reliability(_loser, field) > Reliability(_survivor, field),
            _ => false,
        };
        return loser ? MergeSource.Loser : MergeSource.Survivor;
    }

    private static int Known(Customer customer) => MergeableField.All.Count(field => field.Value(customer) is not null) + customer.Attributes.Count;

    private static int Reliability(Customer customer, string field) => customer.Sources.FirstOrDefault(source => source.Field == field)?.Reliability ?? -1;

    /// <summary>The further contact points of both, and the main ones that did not become the merged customer's: none is lost.</summary>
    private IEnumerable<ContactPoint> Others(Customer merged) => _survivor.ContactPoints.Concat(_loser.ContactPoints)
        .Concat(_survivor.AllContactPoints.Concat(_loser.AllContactPoints).Where(static point => point.Kind != ContactPointKind.Other))
        .Where(point => !(point.Kind == ContactPointKind.Email && point.Value == merged.Email) && !(point.Kind == ContactPointKind.Phone && point.Value == merged.Phone));

    /// <summary>The source of a value goes with the value.</summary>
    private IEnumerable<InformationSource> MergedSources()
    {
        foreach (string field in _survivor.Sources.Concat(_loser.Sources).Select(static source => source.Field).Distinct().Order(StringComparer.Ordinal))
        {
            InformationSource? mine = _survivor.Sources.FirstOrDefault(source => source.Field == field), theirs = _loser.Sources.FirstOrDefault(source => source.Field == field);
            InformationSource? kept = !_from.TryGetValue(field, out MergeSource from) ? mine ?? theirs : from == MergeSource.Loser ? theirs : mine;
            if (kept is not null)
            {
                yield return kept;
            }
        }
    }

    private ValueList<T> United<T, TKey>(string field, ValueList<T> mine, ValueList<T> theirs, IReadOnlyList<T> both, Func<T, TKey> key, Func<T, string> text)
    {
        MergeSource from = _options.Choices.GetValueOrDefault(field, MergeSource.Both);
        ValueList<T> result = from switch
        {
            MergeSource.Survivor => mine,
            MergeSource.Loser => theirs,
            _ => both.DistinctBy(key).ToValueList(),
        };
        if (mine != theirs || result != mine)
        {
            _fields.Add(new MergedField(field, Written(mine), Written(theirs), Written(result), from));
        }

        return result;

        string? Written(ValueList<T> items) => items.IsEmpty ? null : string.Join("; ", items.Select(text));
    }

    private void CheckNames(IEnumerable<MergeableField> fields)
    {
        HashSet<string> names = [.. fields.Select(static field => field.Name), .. Lists];
        foreach (string name in _options.Rules.Keys.Concat(_options.Choices.Keys))
        {
            if (!names.Contains(name) && !name.StartsWith("attr.", StringComparison.Ordinal))
            {
                throw new CrmException(DuplicateErrorCodes.BadOption, $"A customer has no field '{name}' to merge; there are {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
            }
        }
    }
}
