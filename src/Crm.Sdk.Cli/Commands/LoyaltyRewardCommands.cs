using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty reward</c>: the catalogue of rewards.</summary>
internal sealed class LoyaltyRewardCommands
{
    private readonly Argument<string> _code = new("CODE") { Description = "The reward's code" };
    private readonly Argument<long> _count = new("COUNT") { Description = "How many come, or below 0 go" };
    private readonly Option<string> _kind = new Option<string>("--kind") { Description = "What it is", Required = true }.AcceptOnlyFromAmong("goods", "coupon", "money-off", "privilege");
    private readonly Option<long?> _points = new("--points") { Description = "What it costs; money off takes a rate instead" };
    private readonly Option<string?> _rate = new("--rate") { Description = "money-off: what a point is worth, such as '0.01 CNY'" };
    private readonly Option<string?> _titleEn = new("--title-en") { Description = "The title in English" };
    private readonly Option<string?> _titleZh = new("--title-zh") { Description = "The title in Chinese" };
    private readonly Option<string> _programme = new("--programme") { Description = "The programme's code", DefaultValueFactory = static _ => LoyaltyProgramme.DefaultCode };
    private readonly Option<string> _wallet = new("--wallet") { Description = "The wallet's code", DefaultValueFactory = static _ => PointsWallet.Main };
    private readonly Option<string[]> _tiers = new("--tier") { Description = "A tier whose members may have it; again for more [default: all members]" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day on which it is offered" };
    private readonly Option<string?> _until = new("--until") { Description = "The last day on which it is offered" };
    private readonly Option<int?> _limit = new("--limit") { Description = "How often a member may have it" };
    private readonly Option<int> _reserve = new("--reserve-minutes") { Description = "For how long a reservation stands", DefaultValueFactory = static _ => 30 };
    private readonly Option<string?> _privilege = new("--privilege") { Description = "privilege: its code, such as lounge" };
    private readonly Option<int?> _times = new("--times") { Description = "privilege: how often it may be used [default: any number of times]" };
    private readonly Option<int?> _validDays = new("--valid-days") { Description = "privilege: for how many days [default: for ever]" };
    private readonly CouponTermsOptions _coupon = new();

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "reward",
        "The catalogue of rewards: what members can have for points",
        frame.Make("save", "Add a reward to the catalogue, or change it", SaveAsync, [_code, _kind, _points, _rate, _titleEn, _titleZh, _programme, _wallet, _tiers, _from, _until, _limit, _reserve, _privilege, _times, _validDays, .. _coupon.All]),
        frame.Make("stock", "Add to the stock of a reward, or take from it", StockAsync, _code, _count),
        frame.MakeRows("list", "List the rewards with how many are left, reserved and given", ListAsync));

    private async Task<int> SaveAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var reward = new Reward
        {
            Code = call.Parse.GetRequiredValue(_code),
            Kind = call.Parse.GetRequiredValue(_kind) switch { "goods" => RewardKind.Goods, "coupon" => RewardKind.Coupon, "money-off" => RewardKind.MoneyOff, _ => RewardKind.Privilege },
            Points = call.Parse.GetValue(_points),
            Rate = LoyaltyAmounts.Price(call.Parse.GetValue(_rate), _rate.Name),
            TitleEn = call.Parse.GetValue(_titleEn),
            TitleZh = call.Parse.GetValue(_titleZh),
            Programme = call.Parse.GetRequiredValue(_programme),
            Wallet = call.Parse.GetRequiredValue(_wallet),
            Tiers = (call.Parse.GetValue(_tiers) ?? []).ToValueList(),
            From = DayText.OfOptional(call.Parse.GetValue(_from), _from.Name),
            Until = DayText.OfOptional(call.Parse.GetValue(_until), _until.Name),
            LimitPerMember = call.Parse.GetValue(_limit),
            ReserveMinutes = call.Parse.GetRequiredValue(_reserve),
            Coupon = _coupon.Read(call),
            Privilege = call.Parse.GetValue(_privilege) is { } privilege ? new PrivilegeTerms(privilege, call.Parse.GetValue(_times), call.Parse.GetValue(_validDays)) : null,
        };
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        _ = await desk.CommitAsync(
            async (session, token) =>
            {
                await RewardCatalogue.SaveAsync(session, reward, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        await desk.ShowAsync("reward", ["code", "kind", "points#"], reward.Code, desk.Text("kind", reward.Kind), reward.Points).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> StockAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string code = call.Parse.GetRequiredValue(_code);
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        RewardStock stock = await desk.CommitAsync((session, token) => RewardCatalogue.RestockAsync(session, code, call.Parse.GetRequiredValue(_count), token), cancellationToken).ConfigureAwait(false);
        await desk.ShowAsync("stock", ["code", "left#", "reserved#", "given#"], code, stock.Left, stock.Reserved, stock.Given).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        await desk.RowsAsync("rewards", ["code", "kind", "title", "programme", "wallet", "points#", "from", "until", "left#", "reserved#", "given#"], RowsAsync(call, desk, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, LoyaltyDesk desk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ICrmSession session = desk.Host.Get<ICrm>().OpenSession(call.Settings.Scope);
        var query = new CrmQuery<Reward> { Order = new RecordOrder(RewardModel.Code), Limit = 500 };
        while (true)
        {
            CrmPage<Reward> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<RewardStock?> stocks = await session.FindAsync<RewardStock>([.. page.Items.Select(static reward => (RecordId)reward.Id)], cancellationToken).ConfigureAwait(false);
            foreach ((Reward reward, RewardStock? stock) in page.Items.Zip(stocks))
            {
                yield return
                [
                    reward.Code, desk.Text("kind", reward.Kind), call.Settings.Language == "zh" ? reward.TitleZh ?? reward.TitleEn : reward.TitleEn ?? reward.TitleZh, reward.Programme, reward.Wallet, reward.Points, reward.From, reward.Until,
                    stock?.Left, stock?.Reserved, stock?.Given,
                ];
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }
}
