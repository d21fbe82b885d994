using Crm.Sdk.Storage;

namespace Crm.Sdk.Campaigns;

/// <summary>A cut of a campaign's audience, as it is stored.</summary>
internal sealed record CampaignCut(long Place)
{
    public static Func<StoredRow, CampaignCut> Declare(PartBuilder<CampaignCut> part)
    {
        FieldHandle<long?> place = part.Int("place", static cut => cut.Place);
        return row => new CampaignCut(row.Need(place));
    }
}
