using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Notifications;

/// <summary>Takes messages that come in: finds the customer by the sender's address and puts the message on the timeline as an interaction; what has no customer, or several, becomes a task (SV-1).</summary>
/// <remarks>The same message of a provider is taken once, however often it is delivered. A thread-safe singleton; the host that receives messages calls it.</remarks>
public sealed class InboundMessages
{
    private const int MostCustomers = 20;

    private readonly ICrm _crm;
    private readonly CustomerIdentity _identity;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="identity">Leads from merged customers to the one that stayed.</param>
    public InboundMessages(ICrm crm, CustomerIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(identity);
        _crm = crm;
        _identity = identity;
    }

    /// <summary>Takes a message.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commit.</param>
    /// <param name="message">The message.</param>
    /// <param name="assignTo">The key of the employee who assigns messages whose sender is no customer, or several.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What became of it.</returns>
    public async Task<InboundOutcome> ReceiveAsync(CrmScope scope, InboundMessage message, string assignTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(message);
        string key = MessageKey.Of("in", message.Channel, message.ProviderId);
        await using ICrmSession session = _crm.OpenSession(scope);
        if (await IsThereAsync<Interaction>(session, InteractionModel.Key, key, cancellationToken).ConfigureAwait(false)
            || await IsThereAsync<CrmTask>(session, CrmTaskModel.Key, key, cancellationToken).ConfigureAwait(false))
        {
            return InboundOutcome.Repeated;
        }

        IReadOnlySet<CustomerId> senders = await SendersAsync(session, message, cancellationToken).ConfigureAwait(false);
        if (senders.Count == 1)
        {
            session.Add(InboundText.ToInteraction(message, key, senders.First()));
        }
        else
        {
            session.Add(InboundText.ToTask(message, key, assignTo));
        }

        try
        {
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return senders.Count == 1 ? InboundOutcome.Joined : InboundOutcome.ToAssign;
        }
        catch (CrmDuplicateException)
        {
            return InboundOutcome.Repeated; // another host took the same message at the same moment
        }
    }

    private static async Task<bool> IsThereAsync<T>(ICrmSession session, FieldId field, string key, CancellationToken cancellationToken)
        where T : class => await session.CountAsync<T>(Condition.Equal(field, FieldValue.Of(key)), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>The customers with the address as their own; merged ones count as the one that stayed.</summary>
    private async Task<IReadOnlySet<CustomerId>> SendersAsync(ICrmSession session, InboundMessage message, CancellationToken cancellationToken)
    {
        (FieldId Field, string? Address) asked = message.Kind switch
        {
            ContactPointKind.Email => (CustomerModel.Email, EmailNormalizer.TryNormalize(message.Address, out string? email, out _) ? email : null),
            ContactPointKind.Phone => (CustomerModel.Phone, PhoneNormalizer.TryNormalize(message.Address, null, out string? phone, out _) ? phone : null),
            _ => (CustomerModel.Email, null),
        };
        HashSet<CustomerId> found = [];
        if (asked.Address is { } address)
        {
            var query = new CrmQuery<Customer> { Where = Condition.Equal(asked.Field, FieldValue.Of(address)), Limit = MostCustomers };
            foreach (Customer customer in (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items)
            {
                found.Add(await _identity.ResolveAsync(session.Scope, customer.Id, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }
}
