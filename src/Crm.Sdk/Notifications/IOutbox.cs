using Crm.Sdk.Storage;

namespace Crm.Sdk.Notifications;

/// <summary>The outbox, 发件箱: takes messages in the commit of what causes them, and shows and corrects where they stand.</summary>
/// <remarks>A thread-safe singleton. It sends nothing; <see cref="OutboxDispatcher"/> does.</remarks>
public interface IOutbox
{
    /// <summary>Puts a message into the caller's commit: its cause, its events and the message are written together or not at all.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="draft">The message.</param>
    /// <param name="cancellationToken">Ends the look-up of the key.</param>
    /// <returns>The message as it will be written; where its key is there already, the earlier message, and nothing is added.</returns>
    /// <exception cref="CrmException">
    /// CRM4102: no such channel. CRM4103: too long, a line break, no customer, no address of the channel's kind. CRM4104: the channel does not reach the
    /// audience. CRM4105: the key is that of another message. CRM1002: a text cannot be kept.
    /// </exception>
    /// <remarks>Two hosts that put in the same key at once: the later commit throws <see cref="CrmDuplicateException"/> and writes nothing; done again, it finds the message.</remarks>
    Task<OutboxMessage> EnqueueAsync(ICrmSession session, MessageDraft draft, CancellationToken cancellationToken);

    /// <summary>Puts many messages into the caller's commit, with few look-ups. All are checked before the first is added.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="drafts">The messages, at most as many as a commit of the store takes.</param>
    /// <param name="cancellationToken">Ends the look-ups.</param>
    /// <returns>One message for each draft, in order.</returns>
    /// <inheritdoc cref="EnqueueAsync(ICrmSession, MessageDraft, CancellationToken)"/>
    Task<IReadOnlyList<OutboxMessage>> EnqueueAsync(ICrmSession session, IReadOnlyList<MessageDraft> drafts, CancellationToken cancellationToken);

    /// <summary>Counts the tenant's messages by where they stand.</summary>
    Task<OutboxStatus> GetStatusAsync(CrmScope scope, CancellationToken cancellationToken);

    /// <summary>Lists the tenant's messages in a state, by channel and time (sent ones by id).</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="state">The state; <see cref="OutboxState.DeadLettered"/> and <see cref="OutboxState.OutcomeUnknown"/> are what an operator looks at.</param>
    /// <param name="after">Where the last page ended; null for the first.</param>
    /// <param name="limit">The greatest number wanted, 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    Task<CrmPage<OutboxMessage>> ListAsync(CrmScope scope, OutboxState state, PageCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Has messages sent again that were given up, parked or held back, under their own keys and with new attempts. Others are left alone.</summary>
    /// <param name="scope">The tenant, and the operator who decides.</param>
    /// <param name="ids">The messages, at most 500. Of a parked one there may go out a copy.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many wait for another attempt now.</returns>
    Task<int> RetryAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken);

    /// <summary>Has all messages of a state sent again, a page at a time.</summary>
    /// <param name="scope">The tenant, and the operator who decides.</param>
    /// <param name="state"><see cref="OutboxState.DeadLettered"/>, <see cref="OutboxState.OutcomeUnknown"/> or <see cref="OutboxState.Suppressed"/>.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>How many wait for another attempt now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Messages of that state cannot be sent again.</exception>
    Task<int> RetryAllAsync(CrmScope scope, OutboxState state, CancellationToken cancellationToken);

    /// <summary>Records that parked messages did go out, as an operator found out. Others are left alone.</summary>
    /// <param name="scope">The tenant, and the operator who decides.</param>
    /// <param name="ids">The messages, at most 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many are sent now.</returns>
    Task<int> ConfirmSentAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken);
}
