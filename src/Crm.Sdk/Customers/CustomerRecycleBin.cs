using Crm.Sdk.History;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>The recycle bin of customers: a state of theirs.</summary>
/// <param name="history">Knows the state before the removal.</param>
/// <inheritdoc cref="ICustomerRecycleBin"/>
public sealed class CustomerRecycleBin(IRecordHistory history) : ICustomerRecycleBin
{
    private static readonly string Removed = FieldValue.Of((long)CustomerState.Removed).ToString();

    /// <inheritdoc/>
    public async Task<Customer> RemoveAsync(ICrmSession session, CustomerId id, CancellationToken cancellationToken)
    {
        Customer customer = await FindAsync(session, id, cancellationToken).ConfigureAwait(false);
        return customer.State switch
        {
            CustomerState.Removed => customer,
            CustomerState.Merged => throw Refusal($"customer/{id} was merged into {customer.MergedInto}; undo the merge first"),
            _ => Update(session, customer with { State = CustomerState.Removed }),
        };
    }

    /// <inheritdoc/>
    public async Task<Customer> RestoreAsync(ICrmSession session, CustomerId id, CancellationToken cancellationToken)
    {
        Customer customer = await FindAsync(session, id, cancellationToken).ConfigureAwait(false);
        return customer.State == CustomerState.Removed
            ? Update(session, customer with { State = await BeforeAsync(session.Scope, id, cancellationToken).ConfigureAwait(false) })
            : throw Refusal($"customer/{id} is not in the recycle bin; it is {customer.State}");
    }

    private static async Task<Customer> FindAsync(ICrmSession session, CustomerId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.FindAsync<Customer>(id, cancellationToken).ConfigureAwait(false) ?? throw Refusal($"there is no customer/{id}");
    }

    /// <summary>The state before the last removal; active for a customer that was removed in this session or came in removed.</summary>
    private async Task<CustomerState> BeforeAsync(CrmScope scope, CustomerId id, CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            HistoryPage page = await history.RevisionsAsync(scope, new RecordRef(CustomerModel.Kind.Kind, id), after, 100, cancellationToken).ConfigureAwait(false);
            ChangedField? removal = page.Entries.SelectMany(static entry => entry.Changes).FirstOrDefault(static change => change.Field == CustomerModel.State.Name && change.New == Removed);
            if (removal is not null)
            {
                return removal.Old is { } before ? (CustomerState)FieldValue.Parse(FieldType.Int, before).AsInt() : CustomerState.Active;
            }

            after = page.Next;
        }
        while (after is not null);
        return CustomerState.Active;
    }

    private static Customer Update(ICrmSession session, Customer customer)
    {
        session.Update(customer);
        return customer;
    }

    private static CrmException Refusal(string why) => new(HistoryErrorCodes.NotRestorable, $"{why}.");
}
