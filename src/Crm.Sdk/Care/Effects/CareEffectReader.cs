using Crm.Sdk.Classification;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Measures what care plans do (CA-7): what customers did in the days after an occasion, of those who were cared for and of those who were left alone.</summary>
/// <remarks>Both are judged alike: only who could have been cared for is left alone. Streams over the occasions, a page at a time. A thread-safe singleton.</remarks>
public sealed class CareEffectReader
{
    private const int PageSize = 500;
    private const int MaxDays = 365;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes the reader.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">Its model.</param>
    public CareEffectReader(ICrmStore store, ModelCatalogue model)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        (_store, _queries) = (store, new QueryRunner(store, model));
    }

    /// <summary>Measures a plan. Occasions have no index by plan: it reads all of them.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="from">The first day of an occasion; from the first one on where null.</param>
    /// <param name="days">For how many days after the beginning of that day deeds count, 1 to 365.</param>
    /// <param name="asOf">Up to when they count at the latest, and the zone of days.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task<CareEffect> MeasureAsync(CrmScope scope, string plan, LocalDate? from, int days, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaxDays);
        Condition[] wanted =
        [
            Condition.Equal(CareOccurrenceModel.Plan, FieldValue.Of(plan)),
            Condition.Is(CareOccurrenceModel.Day, Comparison.LessOrEqual, FieldValue.Of(asOf.Date)),
            .. from is { } first ? [Condition.Is(CareOccurrenceModel.Day, Comparison.GreaterOrEqual, FieldValue.Of(first))] : Array.Empty<Condition>(),
        ];
        var data = new CareData(_store, _queries, scope, await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false));
        CareEffectGroup caredFor = new(0, 0, 0), leftAlone = new(0, 0, 0);
        var query = new StoreQuery(scope.Tenant, CareOccurrenceModel.Kind.Kind) { Where = Condition.All(wanted), Limit = PageSize };
        await foreach (CareOccurrence[] occasions in _queries.AllAsync<CareOccurrence>(query, cancellationToken).Chunk(PageSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyDictionary<int, CustomerDeeds> deeds = await CustomerDeeds.ReadAsync(
                data, [.. occasions.Select(occasion => (occasion.Customer, asOf.Zone.StartOf(occasion.Day)))], days, asOf, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < occasions.Length; i++)
            {
                if (occasions[i].Action is null)
                {
                    leftAlone = leftAlone.Plus(deeds.GetValueOrDefault(i));
                }
                else
                {
                    caredFor = caredFor.Plus(deeds.GetValueOrDefault(i));
                }
            }
        }

        return new CareEffect(plan, caredFor, leftAlone);
    }
}
