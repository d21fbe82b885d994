using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Reads kept assessments of loyalty. Thread-safe.</summary>
internal sealed class LoyaltyHistory(QueryRunner queries)
{
    private const int PageSize = 500;

    /// <summary>All of a customer, in the order of the days that they were made for.</summary>
    public async Task<IReadOnlyList<LoyaltyAssessmentRecord>> OfAsync(TenantId tenant, ValueList<CustomerId> members, CancellationToken cancellationToken)
    {
        List<LoyaltyAssessmentRecord> found = [];
        await foreach (LoyaltyAssessmentRecord record in AllAsync(tenant, [.. members.Select(static id => FieldValue.Of(id))], Condition.Everything, cancellationToken).ConfigureAwait(false))
        {
            found.Add(record);
        }

        return [.. found.OrderBy(static record => record.AsOf).ThenBy(static record => record.Id)];
    }

    /// <summary>Of each customer of a batch the last assessment up to a day, and the last of an earlier day.</summary>
    public async Task<Dictionary<CustomerId, (LoyaltyAssessmentRecord? Last, LoyaltyAssessmentRecord? Before)>> LastAsync(
        TenantId tenant, ValueList<LoyaltySubject> batch, LocalDate day, CancellationToken cancellationToken)
    {
        Dictionary<CustomerId, CustomerId> customers = batch.SelectMany(static subject => subject.Members.Select(member => (member, subject.Customer))).ToDictionary(static pair => pair.member, static pair => pair.Customer);
        var found = new Dictionary<CustomerId, (LoyaltyAssessmentRecord? Last, LoyaltyAssessmentRecord? Before)>();
        Condition upTo = Condition.Is(LoyaltyAssessmentModel.AsOf, Comparison.LessOrEqual, FieldValue.Of(day));
        await foreach (LoyaltyAssessmentRecord record in AllAsync(tenant, [.. customers.Keys.Select(static id => FieldValue.Of(id))], upTo, cancellationToken).ConfigureAwait(false))
        {
            CustomerId customer = customers[record.Customer];
            (LoyaltyAssessmentRecord? last, LoyaltyAssessmentRecord? before) = found.GetValueOrDefault(customer);
            found[customer] = (Later(last, record), record.AsOf < day ? Later(before, record) : before);
        }

        return found;
    }

    private static LoyaltyAssessmentRecord Later(LoyaltyAssessmentRecord? one, LoyaltyAssessmentRecord other) => one is null || (other.AsOf, other.Id).CompareTo((one.AsOf, one.Id)) > 0 ? other : one;

    private IAsyncEnumerable<LoyaltyAssessmentRecord> AllAsync(TenantId tenant, FieldValue[] customers, Condition also, CancellationToken cancellationToken) => queries.AllAsync<LoyaltyAssessmentRecord>(
        new StoreQuery(tenant, LoyaltyAssessmentModel.Kind.Kind) { Where = Condition.All(Condition.IsIn(LoyaltyAssessmentModel.Customer, customers), also), Limit = PageSize }, cancellationToken);
}
