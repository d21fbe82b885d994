using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Asks the orders of use that plugins bring, behind their guards. Thread-safe.</summary>
internal sealed class PluginUseOrders(IExtensions? extensions, TimeProvider time)
{
    /// <summary>How long an order may take where its plugin has no deadline of its own: it is asked while a member waits.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Has the lots of a book ranked that can be used at an instant, where its wallet names an order.</summary>
    /// <exception cref="CrmException">CRM6416: the order is not there, or failed. The ledger does not spend points in another order than was agreed.</exception>
    public async Task RankAsync(LoyaltyProgramme programme, PointsWallet wallet, PointsBook book, Instant at, CancellationToken cancellationToken)
    {
        if (wallet.UseOrder is not { } code)
        {
            return;
        }

        string name = $"Order of use '{code}' of wallet '{wallet.Code}' of programme '{programme.Code}'";
        Extension<IPointsUseOrder> order = extensions?.All<IPointsUseOrder>().FirstOrDefault(extension => extension.Instance.Code == code)
            ?? throw new CrmException(LoyaltyErrorCodes.NoUseOrder, $"{name} is not there; install the plugin that brings it, or name none in the wallet.");
        var request = new PointsUseRequest(programme.Code, wallet, at, book.ToUse().ToValueList());
        CallFailure? failure = await GuardedCall.RunAsync(
            order.Guard, PointsUseExtensionPoints.Order.Kind, (order.Instance, request), static (call, stop) => call.Instance.RankAsync(call.request, stop), Deadline, time, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            throw new CrmException(LoyaltyErrorCodes.NoUseOrder, LongCall.Describe(name, failure));
        }

        var ranks = new Dictionary<PointsLotId, long>();
        for (int i = 0; i < request.Lots.Count; i++)
        {
            if (request.RankOf(i) is { } rank)
            {
                ranks.Add(request.Lots[i].Id, rank);
            }
        }

        book.UseBy(new RankedUse(ranks));
    }
}
