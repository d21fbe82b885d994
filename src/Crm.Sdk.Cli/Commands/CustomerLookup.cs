using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Finds the customer that a person named: by external key, or by internal id.</summary>
internal static class CustomerLookup
{
    /// <summary>The text in the form in which keys are kept.</summary>
    public static string Canonical(string id) => CanonicalText.Normalize(id, Customer.MaxKeyLength, "ID");

    public static async Task<CustomerId> FindAsync(ToolHost host, CrmScope scope, string id, CancellationToken cancellationToken)
    {
        await using ICrmSession session = host.Get<ICrm>().OpenSession(scope);
        CrmPage<Customer> byKey = await session.QueryAsync(
            new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(Canonical(id))), Limit = 1 },
            cancellationToken).ConfigureAwait(false);
        if (byKey.Items.Count > 0)
        {
            return byKey.Items[0].Id;
        }

        return Guid.TryParse(id, out Guid guid) && await session.FindAsync<Customer>(new RecordId(guid), cancellationToken).ConfigureAwait(false) is { } customer
            ? customer.Id
            : throw new CallException($"There is no customer with the key or id '{id}' in tenant '{scope.Tenant}'.");
    }
}
