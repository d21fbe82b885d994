using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>One page of a query.</summary>
/// <param name="Items">The entities in the query's order.</param>
/// <param name="Next">Where the next page starts, or null where this was the last.</param>
/// <typeparam name="T">The entities' type.</typeparam>
public sealed record CrmPage<T>(IReadOnlyList<T> Items, PageCursor? Next)
    where T : class;
