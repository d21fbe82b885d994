using Crm.Sdk.Customers;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The gate before every message to a customer (CA-2): consent, suppression list, contact point, hours, caps. What it cannot know it takes for no.</summary>
/// <remarks>Thread-safe. Messages of one batch are judged by priority, so that a cap holds back the lesser ones.</remarks>
internal sealed class ContactGate : ISendGate
{
    private readonly ICrmStore _store;
    private readonly SuppressionList _suppressions;
    private readonly ContactRules _rules;

    public ContactGate(ICrmStore store, SuppressionList suppressions, ContactPolicy policy)
    {
        policy.Validate();
        _store = store;
        _suppressions = suppressions;
        _rules = new ContactRules(policy);
    }

    public async ValueTask<GateAnswer> JudgeAsync(CrmScope scope, ChannelDescriptor channel, IReadOnlyList<GatedMessage> messages, Instant now, CancellationToken cancellationToken)
    {
        SendVerdict[] verdicts = [.. messages.Select(message => SendGate.Judge(channel, message, now))];
        int[] toCustomers = [.. Enumerable.Range(0, verdicts.Length)
            .Where(i => verdicts[i].IsPermitted && messages[i].Message.Audience == Audience.Customers)
            .OrderByDescending(i => messages[i].Message.Priority).ThenBy(static i => i)];
        if (toCustomers.Length == 0)
        {
            return GateAnswer.Of(verdicts);
        }

        RecordId?[] suppressions = [.. messages.Select(message => message.Content?.Address is { } address ? _suppressions.IdOf(scope.Tenant, channel.Reaches ?? ContactPointKind.Other, address) : (RecordId?)null)];
        ContactFacts facts = await ContactFacts.ReadAsync(
            _store, scope.Tenant, [.. toCustomers.Select(i => messages[i].Message.Customer).OfType<CustomerId>()], [.. toCustomers.Select(i => suppressions[i]).OfType<RecordId>()], cancellationToken).ConfigureAwait(false);
        var logs = new ContactLogs(facts, now, _rules.Policy);
        HashSet<VersionCheck> checks = [];
        foreach (int i in toCustomers)
        {
            OutboxMessage message = messages[i].Message;
            verdicts[i] = Judge(message, messages[i].Content!, channel, facts, suppressions[i], logs, now);
            if (verdicts[i].IsPermitted)
            {
                checks.UnionWith(facts.ChecksOf(message.Customer!.Value, suppressions[i]));
            }
        }

        return new GateAnswer(verdicts, logs.Writes(), [.. checks]);
    }

    private SendVerdict Judge(OutboxMessage message, MessageContent content, ChannelDescriptor channel, ContactFacts facts, RecordId? suppression, ContactLogs logs, Instant now)
    {
        CustomerId survivor = message.Customer is { } named ? facts.SurvivorOf(named) : default;
        if (message.Customer is null || facts.Customer(survivor) is not { } customer)
        {
            return SendVerdict.Refused("gate.no-customer");
        }

        PurposeRule rule = _rules.Policy.RuleOf(message.Purpose);
        SendVerdict verdict = _rules.JudgeConsent(rule, channel, ConsentStanding.Deciding(facts.Standing(survivor), message.Purpose, channel.Name));
        verdict = verdict.IsPermitted ? ContactRules.JudgeArchive(rule, customer) : verdict;
        verdict = verdict.IsPermitted ? ContactRules.JudgeAddress(rule, customer, channel, content.Address, suppression is { } id ? facts.Suppression(id) : null) : verdict;
        verdict = verdict.IsPermitted ? _rules.JudgeHours(rule, channel, customer, now) : verdict;
        verdict = verdict.IsPermitted && rule.IsCapped ? logs.Take(survivor, message) : verdict;
        return verdict.Until is { } until && message.UseBy <= until ? verdict with { Until = null } : verdict;
    }
}
