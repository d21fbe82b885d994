using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>Asks all sources on a batch of customers: the built-in ones, and those of plugins behind their guards.</summary>
/// <remarks>What the store fails in is an error of the run; what a plugin fails in leaves its findings out and is named. Thread-safe.</remarks>
internal sealed class MeasureSources(IReadOnlyList<ILoyaltyMeasureSource> own, IExtensions extensions, TimeSpan deadline, TimeProvider time)
{
    /// <summary>The findings on each customer in a fixed order, and the names of the sources that failed.</summary>
    public async Task<(ValueList<LoyaltyFinding>[] Findings, ValueList<string> Failed)> AskAsync(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers, CancellationToken cancellationToken)
    {
        var requests = new List<LoyaltyMeasureRequest>();
        foreach (ILoyaltyMeasureSource source in own)
        {
            var request = new LoyaltyMeasureRequest(scope, asOf, customers);
            await source.MeasureAsync(request, cancellationToken).ConfigureAwait(false);
            requests.Add(request);
        }

        var failed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Extension<ILoyaltyMeasureSource> extension in extensions.All<ILoyaltyMeasureSource>())
        {
            var request = new LoyaltyMeasureRequest(scope, asOf, customers);
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard, "loyalty-measure", (extension.Instance, request), static (call, stop) => call.Instance.MeasureAsync(call.request, stop), deadline, time, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                requests.Add(request);
            }
            else
            {
                failed.Add(extension.Instance.Name);
            }
        }

        return ([.. Enumerable.Range(0, customers.Count).Select(place => LoyaltyPooling.InOrder(requests.SelectMany(request => request.Of(place))).ToValueList())], failed.ToValueList());
    }
}
