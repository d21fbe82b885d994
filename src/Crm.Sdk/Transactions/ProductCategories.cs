using Crm.Sdk.Products;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Transactions;

/// <summary>The categories of products by key, as the catalogue names them.</summary>
internal static class ProductCategories
{
    private const int PageSize = 2_000;

    /// <summary>All products that have a category.</summary>
    /// <param name="queries">Asks the store.</param>
    /// <param name="tenant">Whose products.</param>
    /// <param name="steps">How many steps of the path, from the widest; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Dictionary<string, string>> ReadAsync(QueryRunner queries, TenantId tenant, int? steps, CancellationToken cancellationToken)
    {
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (Product product in AllAsync(queries, tenant, cancellationToken).ConfigureAwait(false))
        {
            if (product.Category is { } category)
            {
                categories[product.Key] = steps is { } most ? string.Join('/', category.Split('/').Take(most)) : category;
            }
        }

        return categories;
    }

    /// <summary>Every product, page by page.</summary>
    public static IAsyncEnumerable<Product> AllAsync(QueryRunner queries, TenantId tenant, CancellationToken cancellationToken) =>
        queries.AllAsync<Product>(new StoreQuery(tenant, ProductModel.Kind.Kind) { Limit = PageSize }, cancellationToken);
}
