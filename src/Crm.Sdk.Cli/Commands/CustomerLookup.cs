using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Finds the customer that a person named: by external key or internal id.</summary>
internal static class CustomerLookup
{
    /// <summary>The text in the form in which keys are kept.</summary>
    public static string Canonical(string id) => CanonicalText.Normalize(id, Customer.MaxKeyLength, "ID");

    /// <summary>The customer; one that was merged leads to its survivor.</summary>
    public static Task<CustomerId> FindAsync(ToolHost host, CrmScope scope, string id, CancellationToken cancellationToken) =>
        FindAsync(host, scope, id, static (directory, session, id, token) => directory.FindAsync(session, id, token), cancellationToken);

    /// <summary>The customer that has the key or id itself, also where it was merged.</summary>
    public static Task<CustomerId> FindExactAsync(ToolHost host, CrmScope scope, string id, CancellationToken cancellationToken) =>
        FindAsync(host, scope, id, static (directory, session, id, token) => directory.FindExactAsync(session, id, token), cancellationToken);

    /// <summary>How people know some customers, in their order: by external key, or by id where there is none.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(ToolHost host, CrmScope scope, IEnumerable<CustomerId> customers, CancellationToken cancellationToken)
    {
        CustomerId[] ids = [.. customers];
        await using ICrmSession session = host.Get<ICrm>().OpenSession(scope);
        IReadOnlyList<Customer?> records = await session.FindAsync<Customer>([.. ids.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
        return [.. records.Select((record, at) => record?.Key ?? ids[at].ToString())];
    }

    private static async Task<CustomerId> FindAsync(
        ToolHost host, CrmScope scope, string id, Func<ICustomerDirectory, ICrmSession, string, CancellationToken, Task<Customer?>> find, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
        {
            throw new CallException("The customer's key or id is empty; give one.");
        }

        await using ICrmSession session = host.Get<ICrm>().OpenSession(scope);
        return (await find(host.Get<ICustomerDirectory>(), session, id, cancellationToken).ConfigureAwait(false))?.Id
            ?? throw new CallException($"There is no customer with the key or id '{id}' in tenant '{scope.Tenant}'.");
    }
}
