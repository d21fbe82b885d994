using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Measures one archive field by field.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class QualityMeasure(Customer customer, AsOf asOf, ArchiveField[] fields, Dictionary<string, ValueList<string>> readers, Dictionary<string, LocalDate>? changed)
{
    private readonly SortedDictionary<string, FacetQuality> _facets = new(StringComparer.Ordinal);
    private readonly List<QualityFinding> _findings = [];

    public CustomerQuality Of(IReadOnlyList<(IConsistencyRule Rule, Reason Reason)> broken, ValueList<CardProblem> problems)
    {
        Dictionary<string, LocalDate> known = customer.Sources.Where(static source => source.KnownOn is not null).ToDictionary(static source => source.Field, static source => source.KnownOn!.Value, StringComparer.Ordinal);
        foreach (ArchiveField field in fields)
        {
            if (field.Of is null || field.Of == customer.Kind)
            {
                Measure(field, known);
            }
        }

        foreach ((IConsistencyRule rule, Reason reason) in broken)
        {
            string asked = rule.Fields.IsEmpty ? rule.Code : rule.Fields[0];
            ArchiveField? field = Array.Find(fields, field => field.Name == asked);
            string facet = field?.Facet ?? "other";
            Add(new FacetQuality(facet, 0, 0, 0, 0, 0, 1));
            _findings.Add(new QualityFinding(QualityAspect.Contradictory, facet, asked, field?.Weight ?? 1, reason));
        }

        return new CustomerQuality(
            customer,
            asOf,
            _facets.Values.ToValueList(),
            _findings.OrderByDescending(static finding => finding.Weight).ThenBy(static finding => finding.Aspect).ThenBy(static finding => finding.Field, StringComparer.Ordinal).ToValueList(),
            problems);
    }

    private void Measure(ArchiveField field, Dictionary<string, LocalDate> known)
    {
        if (!field.IsFilled(customer))
        {
            Add(new FacetQuality(field.Facet, field.Weight, 0, 0, 0, 0, 0));
            Find(QualityAspect.Missing, field, "quality.missing", [field.Name]);
            return;
        }

        bool isRead = readers.ContainsKey(field.Name);
        LocalDate? knownOn = field.ShelfLifeDays is null ? null : KnownOn(field.Name, known);
        int age = knownOn is { } day ? Period.DaysBetween(day, asOf.Date) : 0;
        bool fresh = age <= (field.ShelfLifeDays ?? 0);
        Add(new FacetQuality(
            field.Facet, field.Weight, field.Weight, knownOn is null ? 0 : field.Weight, knownOn is null || !fresh ? 0 : field.Weight, isRead ? field.Weight : 0, 0));
        if (knownOn is { } since && !fresh)
        {
            Find(QualityAspect.Stale, field, "quality.stale", [field.Name, since, age, field.ShelfLifeDays!.Value]);
        }

        if (!isRead)
        {
            Find(QualityAspect.Unused, field, "quality.unused", [field.Name]);
        }
    }

    /// <summary>The last day on which a value is known to have been true.</summary>
    private LocalDate? KnownOn(string field, Dictionary<string, LocalDate> known)
    {
        LocalDate? verified = field switch
        {
            "email" when customer.EmailState == ContactPointState.Verified => customer.EmailStateSince,
            "phone" when customer.PhoneState == ContactPointState.Verified => customer.PhoneStateSince,
            _ => null,
        };
        LocalDate? written = changed is not null && changed.TryGetValue(field, out LocalDate day) ? day : customer.Origin is { } origin ? asOf.DateOf(origin.At) : null;
        LocalDate? stated = known.TryGetValue(field, out LocalDate on) ? on : null;
        return stated is null && verified is null ? written : stated is null || verified > stated ? verified : stated;
    }

    private void Add(FacetQuality part) => _facets[part.Facet] = _facets.TryGetValue(part.Facet, out FacetQuality? sum) ? sum.Plus(part) : part;

    private void Find(QualityAspect aspect, ArchiveField field, string code, ReasonArg[] args) =>
        _findings.Add(new QualityFinding(aspect, field.Facet, field.Name, field.Weight, new Reason(code, ValueList.Create<ReasonArg>(args))));
}
