using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>Makes nodes of events.</summary>
internal sealed class EventCompiler(SegmentLookups lookups)
{
    private const string Product = "product", Category = "category";

    private static readonly ValueList<MeasureTest> AtLeastOne = [new MeasureTest(Comparison.GreaterOrEqual, 1)];

    public async Task<SegmentNode> CompileAsync(Segment.EventTest segment, string pointer, CancellationToken cancellationToken)
    {
        EventSource source = EventCatalogue.Find(segment.Name)
            ?? throw new SegmentException(SegmentErrorCodes.UnknownName, $"{pointer}/event", $"there is no event '{segment.Name}'; {NearName.Hint(segment.Name, EventCatalogue.Names)}");
        RelatedRecords records = await FilterAsync(source, segment, pointer, cancellationToken).ConfigureAwait(false);
        if (segment.Amount is not { } amount)
        {
            ValueList<MeasureTest> counts = segment.Tests.IsEmpty ? AtLeastOne : MeasureReader.Read(segment.Tests, MeasureReader.Whole, $"{pointer}/count");
            return new RelatedNode(segment, new RelatedQuery(records, RelatedMeasure.Count, OfMembers: true, null, source.When), counts, pushes: true);
        }

        FieldId field = source.Amounts.Where(known => known.Name == amount).Select(static known => (FieldId?)known).FirstOrDefault()
            ?? throw new SegmentException(SegmentErrorCodes.UnknownName, $"{pointer}/sum/of", $"'{segment.Name}' has no amount '{amount}'; {NearName.Hint(amount, source.Amounts.Select(static known => known.Name))}");
        Currency currency = await lookups.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        var measure = new RelatedMeasure(MeasureKind.Sum, field) { Currency = source.Currency, CurrencyCode = currency.Code };
        return new RelatedNode(
            segment,
            new RelatedQuery(records, measure, OfMembers: true, currency, source.When),
            MeasureReader.Read(segment.Tests, (value, at) => MeasureReader.Amount(value, currency, at), $"{pointer}/sum"),
            pushes: lookups.Sources.Rates is null); // stores know no rates
    }

    private async Task<RelatedRecords> FilterAsync(EventSource source, Segment.EventTest segment, string pointer, CancellationToken cancellationToken)
    {
        var conditions = new List<Condition> { source.Base };
        FieldModel when = source.Kind.Field(source.When);
        conditions.AddRange(Window(when, segment.Window, pointer));
        FieldId? part = null;
        HashSet<FieldValue>? products = null;
        foreach (SegmentFilter filter in segment.Filters)
        {
            string at = $"{pointer}/where/{filter.Name}";
            if (source.Items is { } items && filter.Name is Product or Category)
            {
                FieldValue[] values = [.. filter.Values.Select(value => FieldValue.Of(ValueReader.Text(value.Text ?? throw ValueReader.Refuse(at, $"'{value}' is no text."), at)))];
                FieldValue[] keys = filter.Name == Product ? values : await lookups.ProductsOfAsync(values, at, cancellationToken).ConfigureAwait(false);
                part = items;
                products = products is null ? [.. keys] : [.. products.Intersect(keys)];
                continue;
            }

            FieldModel field = source.Filters.FirstOrDefault(field => field.Id.Name == filter.Name)
                ?? throw new SegmentException(
                    SegmentErrorCodes.UnknownName, at, $"'{segment.Name}' is not filtered by '{filter.Name}'; {NearName.Hint(filter.Name, source.Filters.Select(static field => field.Id.Name).Concat(source.Items is null ? [] : [Product, Category]))}");
            conditions.Add(Condition.IsIn(field.Id, [.. filter.Values.Select(value => ValueReader.Read(source.Kind.Kind, field, null, value, at))]));
        }

        return new RelatedRecords(source.Kind.Kind, source.Customer)
        {
            Where = ConditionNormalizer.Normalize(Condition.All([.. conditions])),
            Part = part,
            PartWhere = part is null ? Condition.Everything : Condition.IsIn(Product, [.. products!.Order()]),
        };
    }

    /// <summary>From the window's first day to its last; never later than the as-of instant. What has no date counts where no first day is asked for.</summary>
    private IEnumerable<Condition> Window(FieldModel when, SegmentWindow window, string pointer)
    {
        AsOf asOf = lookups.AsOf;
        LocalDate? first = window.From is { } from ? ValueReader.On(from, asOf.Date, $"{pointer}/from") : window.Within.FirstDay(asOf.Date);
        LocalDate? last = window.Until is { } until ? ValueReader.On(until, asOf.Date, $"{pointer}/until") : null;
        if (first is { } day)
        {
            yield return Condition.Is(when.Id, Comparison.GreaterOrEqual, Start(when, day));
        }

        if (last is { } end && end < asOf.Date)
        {
            yield return Condition.Is(when.Id, Comparison.Less, Start(when, end.PlusDays(1)));
        }
        else
        {
            Condition past = Condition.Is(when.Id, Comparison.LessOrEqual, when.Type == FieldType.Date ? FieldValue.Of(asOf.Date) : FieldValue.Of(asOf.Instant));
            yield return window.IsEver ? Condition.Any(Condition.HasNo(when.Id), past) : past;
        }
    }

    private FieldValue Start(FieldModel when, LocalDate day) => when.Type == FieldType.Date ? FieldValue.Of(day) : FieldValue.Of(lookups.AsOf.Zone.StartOf(day));
}
