using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Notifications;

/// <summary>Takes what providers report of messages: notes it at the message, marks an address that bounced, and writes to nobody again who complained (CA-2).</summary>
/// <remarks>
/// Receipts may come twice and in any order. One settles what was in doubt: of what a provider reports, it took. A thread-safe singleton; the host that receives receipts calls it.
/// </remarks>
public sealed class DeliveryReceipts
{
    private readonly ICrm _crm;
    private readonly ContentEnvelope _envelope;
    private readonly SuppressionList _suppressions;
    private readonly CustomerIdentity _identity;
    private readonly TimeProvider _time;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="protector">Opens addresses.</param>
    /// <param name="suppressions">The addresses to which nothing is sent.</param>
    /// <param name="identity">Leads from merged customers to the one that stayed.</param>
    /// <param name="time">Waits between attempts of a commit.</param>
    public DeliveryReceipts(ICrm crm, IPersonalDataProtector protector, SuppressionList suppressions, CustomerIdentity identity, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(suppressions);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(time);
        _crm = crm;
        _envelope = new ContentEnvelope(protector);
        _suppressions = suppressions;
        _identity = identity;
        _time = time;
    }

    /// <summary>Records a receipt.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commit.</param>
    /// <param name="receipt">The receipt, whose origin was verified.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there is such a message that goes by the channel; false where there is none, or another channel has it meanwhile.</returns>
    public Task<bool> RecordAsync(CrmScope scope, DeliveryReceipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(receipt);
        return _crm.CommitAsync(scope, (session, token) => RecordAsync(session, receipt, token), _time, cancellationToken); // its dispatcher, another receipt or an editor of the customer may be faster
    }

    private async Task<bool> RecordAsync(ICrmSession session, DeliveryReceipt receipt, CancellationToken cancellationToken)
    {
        var byKey = new CrmQuery<OutboxMessage> { Where = Condition.Equal(OutboxModel.Key, FieldValue.Of(receipt.Key)), Limit = 1 };
        if ((await session.QueryAsync(byKey, cancellationToken).ConfigureAwait(false)).Items is not [var message] || message.Channel != receipt.Channel)
        {
            return false;
        }

        OutboxMessage noted = ReceiptStep.Of(message, receipt);
        if (noted != message)
        {
            session.Update(noted);
            await JudgeAddressAsync(session, message, receipt, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task JudgeAddressAsync(ICrmSession session, OutboxMessage message, DeliveryReceipt receipt, CancellationToken cancellationToken)
    {
        if (receipt.Kind is not (ReceiptKind.Bounced or ReceiptKind.Complained)
            || _envelope.Open(session.Scope.Tenant, message.Content)?.After(message.FailedOver).Address is not { } address
            || message.Customer is not { } named)
        {
            return;
        }

        CustomerId id = await _identity.ResolveAsync(session.Scope, named, cancellationToken).ConfigureAwait(false);
        Customer? customer = await session.FindAsync<Customer>(id, cancellationToken).ConfigureAwait(false);
        if (receipt.Kind == ReceiptKind.Complained)
        {
            ContactPointKind kind = customer?.AllContactPoints.FirstOrDefault(point => point.Value == address)?.Kind ?? (address.Contains('@', StringComparison.Ordinal) ? ContactPointKind.Email : ContactPointKind.Phone);
            await _suppressions.AddAsync(session, kind, address, SuppressionReasons.Complaint, cancellationToken).ConfigureAwait(false);
        }
        else if (customer is not null && BouncedAddress.Mark(customer, address, receipt.At.InUtc().Date) is { } marked && marked != customer)
        {
            session.Update(marked);
        }
    }
}
