using Crm.Sdk.Classification;
using Crm.Sdk.Scheduling;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>The job <c>classify</c>: runs the rules as of now. It counts customers whose labels changed.</summary>
internal sealed class ClassifyJob(IClassifier classifier, IClock clock) : IScheduledJob
{
    public string Name => "classify";

    public IReadOnlyCollection<string> Settings { get; } = [];

    public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
    {
        AsOf now = AsOf.At(clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[run.Schedule.Zone]);
        return (await classifier.RunAsync(run.Scope, now, options: null, progress: null, cancellationToken).ConfigureAwait(false)).Run.Changed;
    }
}
