using Crm.Sdk.Care;
using Crm.Sdk.Orders;
using Crm.Sdk.Surveys;

namespace Crm.Sdk.Campaigns;

/// <summary>The sums of one group of a campaign.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class CampaignSums(Currency currency)
{
    private long _members;
    private long _reached;
    private long _messages;
    private long _responded;
    private long _buyers;
    private long _revenue;
    private long _other;
    private long _cost;

    public void Add(CampaignMember member, CustomerDeeds? deeds)
    {
        _members++;
        _reached += member.Messages > 0 ? 1 : 0;
        _messages += member.Messages;
        _cost = checked(_cost + member.CostMinor);
        _responded += deeds?.Responded == true ? 1 : 0;
        _buyers += deeds?.Bought == true ? 1 : 0;
        foreach (Order order in deeds?.Orders ?? [])
        {
            if (order.Net.Currency == currency)
            {
                _revenue = checked(_revenue + order.Net.MinorUnits);
            }
            else
            {
                _other++;
            }
        }
    }

    /// <param name="variant">The variant; null for the control group.</param>
    /// <param name="control">The control group; null for itself, and where there is none.</param>
    public CampaignGroup ToGroup(string? variant, CampaignSums? control) => new(variant, _members, _reached, _messages, _responded, _buyers, Money.OfMinor(_revenue, currency), _other, Money.OfMinor(_cost, currency))
    {
        Lift = control is null ? null : Intervals.Difference(_buyers, _members, control._buyers, control._members),
        Incremental = control is not { _members: > 0 } ? null : Money.OfMinor(checked(_revenue - (long)decimal.Round((decimal)control._revenue * _members / control._members, MidpointRounding.AwayFromZero)), currency),
    };
}
