using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty</c>: points, and how loyal customers are and why; one file a command.</summary>
internal static class LoyaltyCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "loyalty",
        "Loyalty: points in a ledger that always balances, earned by rules; tiers, rewards, coupons, privileges and referrals; how loyal customers are, of which type, and why",
        new LoyaltyPostCommand().Make(frame),
        new LoyaltyBalanceCommand().Make(frame),
        new LoyaltyStatementCommand().Make(frame),
        LoyaltyVerifyCommand.Make(frame),
        new LoyaltyProgrammeCommand().Make(frame),
        new LoyaltyRunCommand().Make(frame),
        new LoyaltyExplainCommand().Make(frame),
        new LoyaltyTiersCommand().Make(frame),
        new LoyaltyInviteCommand().Make(frame),
        new LoyaltyNoticesCommand().Make(frame),
        new LoyaltySimulateCommand().Make(frame),
        new LoyaltyLiabilityCommand().Make(frame),
        new LoyaltyRewardCommands().Make(frame),
        new LoyaltyRedeemCommands().Make(frame),
        new LoyaltyCouponCommands().Make(frame),
        new LoyaltyPrivilegeCommands().Make(frame),
        new LoyaltyReferralCommands().Make(frame),
        LoyaltyUpkeepCommand.Make(frame),
        new LoyaltyAssessCommand().Make(frame),
        new LoyaltyShowCommand().Make(frame),
        LoyaltyMatrixCommand.Make(frame));
}
