using Crm.Sdk.Classification;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>What triggers read of customers: a few questions for a page of them, records of merged customers with those of the one that stayed.</summary>
internal sealed class CareData(ICrmStore store, QueryRunner queries, CrmScope scope, MergedCustomers merged)
{
    private const int PageSize = 1_000;

    public CrmScope Scope => scope;

    public MergedCustomers Merged => merged;

    public ICrmStore Store => store;

    /// <summary>The records that name some customers in a field, by the customer that stayed.</summary>
    public async Task<ILookup<CustomerId, T>> OfAsync<T>(KindModel kind, FieldId field, Func<T, CustomerId> customer, IEnumerable<CareSubject> subjects, Condition? also, CancellationToken cancellationToken)
        where T : class
    {
        IReadOnlyList<CustomerId> members = merged.WithMembers([.. subjects.Select(static subject => subject.Customer.Id)]);
        List<T> found = [];
        foreach (CustomerId[] chunk in members.Chunk(PageSize / 2))
        {
            Condition named = Condition.IsIn(field, [.. chunk.Select(static id => FieldValue.Of((RecordId)id))]);
            var query = new StoreQuery(scope.Tenant, kind.Kind) { Where = also is null ? named : Condition.All(named, also), Limit = PageSize };
            await foreach (T record in queries.AllAsync<T>(query, cancellationToken).ConfigureAwait(false))
            {
                found.Add(record);
            }
        }

        return found.ToLookup(record => merged.Of(customer(record).Value));
    }

    /// <summary>The lots of some accounts that have points left, by the customer that stayed.</summary>
    public async Task<ILookup<CustomerId, PointsLot>> LotsAsync(IEnumerable<PointsAccount> accounts, CancellationToken cancellationToken)
    {
        List<PointsLot> found = [];
        foreach (PointsAccount[] chunk in accounts.Chunk(PageSize / 2))
        {
            Condition open = Condition.IsIn(PointsLotModel.OpenIn, [.. chunk.Select(static account => FieldValue.Of((RecordId)account.Id))]);
            await foreach (PointsLot lot in queries.AllAsync<PointsLot>(new StoreQuery(scope.Tenant, PointsLotModel.Kind.Kind) { Where = open, Limit = PageSize }, cancellationToken).ConfigureAwait(false))
            {
                found.Add(lot);
            }
        }

        return found.ToLookup(lot => merged.Of(lot.Customer.Value));
    }
}
