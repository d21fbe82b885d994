using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Products;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>What a segment needs to know of the tenant before it can be judged; each is read once, and only when it is needed.</summary>
internal sealed class SegmentLookups(SegmentSources sources, CrmScope scope, AsOf asOf)
{
    private const int MaxProducts = 10_000;

    private readonly QueryRunner _queries = new(sources.Store, sources.Model);
    private Currency? _currency;
    private IReadOnlyList<DateTimeZone>? _zones;
    private (bool Read, long? Number) _run;

    public SegmentSources Sources => sources;

    public AsOf AsOf => asOf;

    /// <summary>The reporting currency.</summary>
    public async Task<Currency> CurrencyAsync(CancellationToken cancellationToken)
    {
        return _currency ??= await ReportingCurrency.OfAsync(sources.Store, scope.Tenant, sources.Settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The number of the run whose labels are current; null before the first.</summary>
    public async Task<long?> RunAsync(CancellationToken cancellationToken)
    {
        if (!_run.Read)
        {
            ClassificationRun? run = await new LabelReader(sources.Crm, sources.Store).CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
            _run = (true, run?.Number);
        }

        return _run.Number;
    }

    /// <summary>The zones that customers have of their own.</summary>
    public async Task<IReadOnlyList<DateTimeZone>> ZonesAsync(CancellationToken cancellationToken)
    {
        if (_zones is null)
        {
            FieldId zone = "zone";
            var ids = new HashSet<string>(StringComparer.Ordinal);
            await ColumnScan.RunAsync(
                sources.Store,
                new StoreQuery(scope.Tenant, sources.Customers.Kind) { Where = Condition.Has(zone) },
                sources.Customers,
                [zone],
                [FieldType.Text],
                (batch, _) =>
                {
                    for (int i = 0; i < batch.Count; i++)
                    {
                        ids.Add(batch.Texts(0)[i]!);
                    }

                    return ValueTask.CompletedTask;
                },
                cancellationToken).ConfigureAwait(false);
            _zones = [.. ids.Order(StringComparer.Ordinal).Select(DateTimeZoneProviders.Tzdb.GetZoneOrNull).OfType<DateTimeZone>()];
        }

        return _zones;
    }

    /// <summary>The keys of the products of some categories.</summary>
    public async Task<FieldValue[]> ProductsOfAsync(FieldValue[] categories, string pointer, CancellationToken cancellationToken)
    {
        var keys = new List<FieldValue>();
        var query = new StoreQuery(scope.Tenant, ProductModel.Kind.Kind) { Where = Condition.IsIn(ProductModel.Category, categories), Limit = 1_000 };
        await foreach (Product product in _queries.AllAsync<Product>(query, cancellationToken).ConfigureAwait(false))
        {
            keys.Add(FieldValue.Of(product.Key));
            if (keys.Count > MaxProducts)
            {
                throw new SegmentException(SegmentErrorCodes.TooLarge, pointer, $"the categories have more than {MaxProducts:N0} products; narrow them.");
            }
        }

        return [.. keys];
    }

    /// <summary>Whether a label of a dimension, or that very label, was ever given.</summary>
    public async Task<bool> WasGivenAsync(string dimension, string? label, CancellationToken cancellationToken)
    {
        Condition given = label is null
            ? Condition.StartsWith(LabelModel.Class, dimension + ":")
            : Condition.Equal(LabelModel.Class, FieldValue.Of(LabelAssignment.ClassOf(dimension, label)));
        return (await _queries.PageAsync(new StoreQuery(scope.Tenant, LabelModel.Kind.Kind) { Where = given, Limit = 1 }, cancellationToken).ConfigureAwait(false)).Records.Count > 0;
    }

    /// <summary>A saved segment, or null where it is not there.</summary>
    public async Task<SegmentDefinition?> DefinitionAsync(string name, int? version, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, SegmentModel.Kind.Kind) { Where = Condition.Equal(SegmentModel.Name, FieldValue.Of(name)), Limit = 1 };
        query = version is { } number
            ? query with { Where = Condition.All(query.Where, Condition.Equal(SegmentModel.Version, FieldValue.Of((long)number))) }
            : query with { Order = new RecordOrder(SegmentModel.Version, Descending: true) };
        RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
        return page.Records.Count > 0 ? (SegmentDefinition)page.Records[0].Entity : null;
    }

    /// <summary>The names of saved segments, the first ones.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, SegmentModel.Kind.Kind) { Where = Condition.Equal(SegmentModel.Version, FieldValue.Of(1)), Limit = 500 };
        return [.. (await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false)).Records.Select(static record => ((SegmentDefinition)record.Entity).Name)];
    }
}
