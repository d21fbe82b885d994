namespace Crm.Sdk.Loyalty;

/// <summary>What was posted in a month: the programme's side account by account, the members' side in all. Not thread-safe.</summary>
internal sealed class MonthSums
{
    public long Issued { get; private set; }

    public long Redeemed { get; private set; }

    public long Expired { get; private set; }

    public long Adjusted { get; private set; }

    public long Transferred { get; private set; }

    public long Members { get; private set; }

    public void Add(PointsEntry entry)
    {
        checked
        {
            switch (entry.Account)
            {
                case PointsLedgerAccount.Issued:
                    Issued -= entry.Points;
                    break;
                case PointsLedgerAccount.Redeemed:
                    Redeemed += entry.Points;
                    break;
                case PointsLedgerAccount.Expired:
                    Expired += entry.Points;
                    break;
                case PointsLedgerAccount.Adjusted:
                    Adjusted -= entry.Points;
                    break;
                case PointsLedgerAccount.Transferred:
                    Transferred -= entry.Points;
                    break;
                default:
                    Members += entry.Points;
                    break;
            }
        }
    }
}
