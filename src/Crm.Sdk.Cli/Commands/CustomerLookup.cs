using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Finds the customer that a person named: by external key or internal id; a merged one leads to its survivor.</summary>
internal static class CustomerLookup
{
    /// <summary>The text in the form in which keys are kept.</summary>
    public static string Canonical(string id) => CanonicalText.Normalize(id, Customer.MaxKeyLength, "ID");

    public static async Task<CustomerId> FindAsync(ToolHost host, CrmScope scope, string id, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
        {
            throw new CallException("The customer's key or id is empty; give one.");
        }

        await using ICrmSession session = host.Get<ICrm>().OpenSession(scope);
        return (await host.Get<ICustomerDirectory>().FindAsync(session, id, cancellationToken).ConfigureAwait(false))?.Id
            ?? throw new CallException($"There is no customer with the key or id '{id}' in tenant '{scope.Tenant}'.");
    }
}
