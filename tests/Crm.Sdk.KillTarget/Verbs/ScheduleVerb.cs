using Crm.Sdk.History;
using Crm.Sdk.KillTarget.Schedules;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.Privacy;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Runs a schedule until it is killed. Lines: <c>open</c>; <c>begin INSTANT ATTEMPT</c> when an occurrence begins, and <c>end INSTANT</c> when it is recorded.</summary>
internal static class ScheduleVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string database, long origin)
    {
        var clock = new FastClock(Instant.FromUnixTimeMilliseconds(origin));
        ICrmStore store = Open(database);
        await using (((IAsyncDisposable)store).ConfigureAwait(false))
        {
            var model = new ModelCatalogue(CoreModel.Kinds);
            await store.EnsureSchemaAsync(model, SchemaMode.Verify, CancellationToken.None);
            var crm = new CrmCore(store, model, clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(ReadOnlyMemory<byte>.Empty)));
            var runner = new ScheduleRunner(crm, store, clock, TimeProvider.System, lease: Duration.FromSeconds(1));
            var job = new HourlyNotes(crm);
            await Console.Out.WriteLineAsync("open");
            while (true)
            {
                ScheduleStep step = await runner.StepAsync(HourlyNotes.Scope, HourlyNotes.Schedule, job, CancellationToken.None);
                if (step is { Kind: ScheduleStepKind.Ran, Occurrence: { } ran })
                {
                    await Console.Out.WriteLineAsync($"end {HourlyNotes.NoteOf(ran.Nominal)}");
                }
                else
                {
                    await Task.Delay(Pause);
                }
            }
        }
    }

    private static ICrmStore Open(string database) => database.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        ? new PostgreSqlStore(Options.Create(new PostgreSqlStoreOptions { ConnectionString = database }), TimeProvider.System, NullLoggerFactory.Instance)
        : SqliteStores.Open(database);
}
