using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>The records of a member and of all that were merged into it.</summary>
internal static class MemberRecords
{
    private const int PageSize = 500;

    /// <summary>Those that are committed, as the session sees them, and those that it added.</summary>
    /// <param name="session">The session.</param>
    /// <param name="field">The indexed field that names the customer.</param>
    /// <param name="members">The customers.</param>
    /// <param name="customerOf">Whose a record is.</param>
    /// <param name="idOf">A record's id.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        ICrmSession session, FieldId field, IReadOnlyCollection<CustomerId> members, Func<T, CustomerId?> customerOf, Func<T, RecordId> idOf, CancellationToken cancellationToken)
        where T : class
    {
        var query = new CrmQuery<T> { Where = Condition.IsIn(field, [.. members.Select(static member => FieldValue.Of((RecordId)member))]), Limit = PageSize };
        List<T> all = await session.AllAsync(query, cancellationToken).ConfigureAwait(false);
        all.AddRange(session.Uncommitted<T>().Where(record => customerOf(record) is { } customer && members.Contains(customer)));
        return [.. all.DistinctBy(idOf)];
    }
}
