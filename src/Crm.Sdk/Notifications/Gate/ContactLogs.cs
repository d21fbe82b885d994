using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The places that are taken under caps while some messages are judged, and the records that say so afterwards.</summary>
internal sealed class ContactLogs(ContactFacts facts, Instant now, ContactPolicy policy)
{
    private readonly Dictionary<CustomerId, ContactLog> _taken = [];

    /// <summary>Takes a place for a message, if the caps leave one. One that has its place keeps it.</summary>
    public SendVerdict Take(CustomerId customer, OutboxMessage message)
    {
        ContactLog log = _taken.GetValueOrDefault(customer) ?? facts.Log(customer).Log ?? new ContactLog { Id = ContactLog.IdOf(customer), Customer = customer };
        if (policy.Caps.IsEmpty || log.Messages.Any(counted => counted.Message == message.Id))
        {
            return SendVerdict.Permitted;
        }

        foreach (FrequencyCap cap in policy.Caps.Where(cap => message.Priority <= (cap.UpToPriority ?? int.MaxValue)))
        {
            Duration window = Duration.FromDays(cap.Days);
            Instant[] counted = [.. log.Messages.Where(other => other.At > now - window && (cap.Channel is null || cap.Channel == other.Channel)).Select(static other => other.At)];
            if (counted.Length >= cap.Messages && (cap.Channel is null || cap.Channel == message.Channel))
            {
                return SendVerdict.Wait(counted[^cap.Messages] + window, "gate.capped", cap.Messages, cap.Days);
            }
        }

        Instant forgotten = now - Duration.FromDays(policy.Caps.Max(static cap => cap.Days));
        CountedMessage[] kept = [.. log.Messages.Where(counted => counted.At > forgotten).Append(new CountedMessage(message.Id, now, message.Channel)).TakeLast(ContactLog.MaxMessages)];
        _taken[customer] = log with { Messages = [.. kept] };
        return SendVerdict.Permitted;
    }

    public IReadOnlyList<RecordWrite> Writes() =>
        [.. _taken.Select(entry => new RecordWrite(ContactLogModel.Kind.Kind, entry.Value.Id, facts.Log(entry.Key).Version, entry.Value))];
}
