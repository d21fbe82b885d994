namespace Crm.Sdk.Sessions;

/// <summary>Queries of a session whose answer is known to be small.</summary>
internal static class SessionQueries
{
    /// <summary>All pages of a query in one list; for the records of a few owners, never for a base.</summary>
    public static async Task<List<T>> AllAsync<T>(this ICrmSession session, CrmQuery<T> query, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        while (true)
        {
            CrmPage<T> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }

            query = query with { After = page.Next };
        }
    }
}
