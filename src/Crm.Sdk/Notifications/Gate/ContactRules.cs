using Crm.Sdk.Customers;
using Crm.Sdk.Privacy;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The rules of the contact policy, one by one: pure, and so the same for the gate and for previews.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ContactRules(ContactPolicy policy)
{
    public ContactPolicy Policy => policy;

    public SendVerdict JudgeConsent(PurposeRule rule, ChannelDescriptor channel, Consent? consent) => (rule.Consent, consent?.State) switch
    {
        (ConsentNeed.None, _) => SendVerdict.Permitted,
        (_, ConsentState.Withdrawn) => SendVerdict.Refused("gate.consent-withdrawn", rule.Purpose, channel.Name, consent!.Since.InZone(policy.Zone).Date),
        (ConsentNeed.Granted, not ConsentState.Granted) => SendVerdict.Refused("gate.no-consent", rule.Purpose, channel.Name),
        _ => SendVerdict.Permitted,
    };

    public static SendVerdict JudgeArchive(PurposeRule rule, Customer customer) => rule.OnlyActive && customer.State != CustomerState.Active
        ? SendVerdict.Refused("gate.archive-not-active", customer.State.ToString().ToLowerInvariant())
        : SendVerdict.Permitted;

    public static SendVerdict JudgeAddress(PurposeRule rule, Customer customer, ChannelDescriptor channel, string? address, Suppression? suppression)
    {
        if (suppression is { Holds: true })
        {
            return SendVerdict.Refused("gate.suppressed", suppression.Reason);
        }

        ContactPoint? point = address is null ? null : customer.AllContactPoints.FirstOrDefault(point => point.Kind == channel.Reaches && point.Value == address);
        return point?.State switch
        {
            ContactPointState.Bounced => SendVerdict.Refused("gate.bounced"),
            ContactPointState.DoNotUse => SendVerdict.Refused("gate.do-not-use"),
            not ContactPointState.Verified when rule.NeedsVerified && address is not null => SendVerdict.Refused("gate.not-verified"),
            _ => SendVerdict.Permitted,
        };
    }

    /// <summary>The hours of the purpose and the legal ones of the channel, by the customer's clock; where that is not known, by the tenant's clock and within stricter hours.</summary>
    public SendVerdict JudgeHours(PurposeRule rule, ChannelDescriptor channel, Customer customer, Instant now)
    {
        List<DailyHours> hours = [.. channel.Legal.Where(legal => legal.Purpose == rule.Purpose || legal.Purpose == "*").Select(static legal => legal.Hours)];
        if (rule.Hours is { } own)
        {
            hours.Add(own);
        }

        if (hours.Count == 0)
        {
            return SendVerdict.Permitted;
        }

        DateTimeZone? zone = customer.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
        if (zone is null)
        {
            hours.Add(policy.UnknownZoneHours);
        }

        zone ??= policy.Zone;
        return ContactHours.NextOpen(now, zone, hours) switch
        {
            null => SendVerdict.Refused("gate.no-hours", string.Join(", ", hours)),
            { } open when open > now => SendVerdict.Wait(open, "gate.hours", string.Join(", ", hours), zone.Id),
            _ => SendVerdict.Permitted,
        };
    }
}
