using System.Globalization;
using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Receivables;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Notifications;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>Who does not pay is reminded, level after level, each once (CR-6).</summary>
public sealed class DunningTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Owner = "li" };
    private static readonly LocalDate Due = May.PlusDays(30);

    private static DunningProcedure ByTask { get; } = DunningProcedure.Standard with { Name = "tests" };

    [Fact]
    public async Task CR_6_levels_come_one_after_another_and_a_run_that_is_done_again_repeats_none()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Invoice(Acme.Id, "R-2", May.PlusDays(-40), 200));

        Assert.Equal(["R-2 1 Done"], await RunAsync(books, Due.PlusDays(6))); // R-1 is 6 days late, R-2 46: it begins with level 1 all the same
        Assert.Empty(await RunAsync(books, Due.PlusDays(6)));
        Assert.Equal(["R-1 1 Done"], await RunAsync(books, Due.PlusDays(7)));
        Assert.Equal(["R-2 2 Done"], await RunAsync(books, Due.PlusDays(20))); // 14 days after level 1, as far as the levels lie apart
        Assert.Equal(["R-1 2 Done"], await RunAsync(books, Due.PlusDays(21)));
        Assert.Equal(["R-1 3 Done", "R-2 3 Done"], await RunAsync(books, Due.PlusDays(90)));
        Assert.Empty(await RunAsync(books, Due.PlusDays(400)));

        IReadOnlyList<DunningNotice> notices = await books.Core.AllAsync<DunningNotice>();
        Assert.Equal(6, notices.Count);
        IReadOnlyList<CrmTask> tasks = await books.Core.AllAsync<CrmTask>();
        Assert.Equal(5, tasks.Count); // the last two invoices share one
        Assert.All(tasks, static task => Assert.Equal("li", task.Owner));
        CrmTask last = Assert.Single(tasks, task => task.DueOn == Due.PlusDays(91));
        Assert.Equal(("Final notice: 300.00 CNY overdue of 2 invoices", "Acme\nR-2: 200.00 CNY, 130 days overdue\nR-1: 100.00 CNY, 90 days overdue"), (last.Title, last.Notes));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100));
        Assert.Equal(["R-1 1 Planned"], await RunAsync(books, Due.PlusDays(7), dryRun: true));
        Assert.Empty(await books.Core.AllAsync<DunningNotice>());
        Assert.Empty(await books.Core.AllAsync<CrmTask>());
    }

    [Fact]
    public async Task What_is_paid_credited_disputed_or_too_little_is_not_claimed()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Payment(Acme.Id, "P-1", May, 100, To("R-1", 100)),
            Invoice(Acme.Id, "R-2", May, 100),
            ReceivableDispute.Of(Acme.Id, "R-2", Yuan(100), DisputeReasons.Price, May),
            Invoice(Acme.Id, "R-3", May, 100),
            ReceivableDispute.Of(Acme.Id, "R-3", Yuan(60), DisputeReasons.Price, May),
            Invoice(Acme.Id, "R-4", May, 9.99m),
            CreditNote(Acme.Id, "G-1", May, 50));
        DunningProcedure procedure = ByTask with { Levels = [new(7, DunningActions.Reminder) { Minimums = [Yuan(10)] }] };

        ValueList<DunningStep> steps = DunningPlanner.Plan(await books.LedgerAsync(Acme.Id, Due.PlusDays(7)), [], procedure);
        ValueList<DunningStep> all = DunningPlanner.Plan(await books.LedgerAsync(Acme.Id, Due.PlusDays(7)), [], procedure with { IncludeDisputed = true });

        Assert.Equal(("R-3", Yuan(40)), (Assert.Single(steps).Invoice.Key, steps[0].Amount));
        Assert.Equal(["R-2 100", "R-3 100"], all.Select(static step => $"{step.Invoice.Key} {step.Amount.Amount:0}"));
    }

    [Fact]
    public async Task Without_an_owner_a_level_waits_until_somebody_can_do_it()
    {
        Customer alone = Customer.Enterprise("Alone");
        Books books = await OpenAsync(alone, Invoice(alone.Id, "R-1", May, 100));
        Assert.Equal(["R-1 1 WithoutOwner"], await RunAsync(books, Due.PlusDays(7)));
        Assert.Empty(await books.Core.AllAsync<DunningNotice>());
        Assert.Equal(["R-1 1 Done"], await RunAsync(books, Due.PlusDays(8), ByTask with { FallbackOwner = "wang" }));
        Assert.Equal("wang", Assert.Single(await books.Core.AllAsync<CrmTask>()).Owner);
    }

    [Fact]
    public async Task Two_runs_at_once_write_every_notice_once()
    {
        Customer[] customers = [.. Enumerable.Range(0, 20).Select(static at => Customer.Enterprise($"C{at}") with { Owner = "li" })];
        Books books = await OpenAsync([.. customers, .. customers.Select(static (customer, at) => (object)Invoice(customer.Id, $"R-{at}", May, 100))]);

        List<string>[] runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(books, Due.PlusDays(7)))));

        Assert.Equal(20, runs.Sum(static run => run.Count));
        Assert.Equal(20, (await books.Core.AllAsync<DunningNotice>()).Select(static notice => notice.Invoice).Distinct().Count());
        Assert.Equal(20, (await books.Core.AllAsync<CrmTask>()).Count);
    }

    [Fact]
    public async Task A_level_with_a_channel_puts_one_message_about_all_its_invoices_into_the_outbox_in_the_customers_language()
    {
        Customer acme = Acme with { Email = "pay@acme.example", Language = "zh" };
        Books books = await OpenAsync(acme, Invoice(acme.Id, "R-1", May, 100), Invoice(acme.Id, "R-2", May, 50));

        Assert.Equal(["R-1 1 Done", "R-2 1 Done"], await RunAsync(books, Due.PlusDays(7), ByMessage, channels: Mail));
        Assert.Empty(await RunAsync(books, Due.PlusDays(7), ByMessage, channels: Mail));

        OutboxMessage message = Assert.Single(await books.Core.AllAsync<OutboxMessage>());
        Assert.Equal((acme.Id, "mail", "zh", "dunning"), (message.Customer, message.Channel, message.Language, message.Cause));
        Assert.Equal(2, (await books.Core.AllAsync<DunningNotice>()).Count);
    }

    [Fact]
    public async Task Who_cannot_be_reached_by_the_channel_gets_no_notice_and_is_tried_again_and_others_are_reminded()
    {
        Customer reachable = Customer.Enterprise("Bell") with { Owner = "li", Email = "pay@bell.example" };
        Books books = await OpenAsync(Acme, reachable, Invoice(Acme.Id, "R-1", May, 100), Invoice(reachable.Id, "R-2", May, 100));

        Assert.Equal(["R-1 1 Unreachable", "R-2 1 Done"], await RunAsync(books, Due.PlusDays(7), ByMessage, channels: Mail));
        Assert.Equal("R-2", Assert.Single(await books.Core.AllAsync<DunningNotice>()).Invoice);

        await books.PostAsync(async (session, _, _) =>
        {
            session.Update((await session.FindAsync<Customer>(Acme.Id, default))! with { Email = "pay@acme.example" });
            return true;
        });
        Assert.Equal(["R-1 1 Done"], await RunAsync(books, Due.PlusDays(8), ByMessage, channels: Mail));
    }

    [Fact]
    public async Task What_is_paid_between_the_plan_and_the_commit_is_not_dunned()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Invoice(Acme.Id, "R-2", May, 50), Payment(Acme.Id, "P-1", Due.PlusDays(5), 100));
        bool paid = false;
        var channel = new PayingOutbox(async () =>
        {
            if (!paid)
            {
                paid = true;
                await books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await ReceivablesDeskTests.PaymentAsync(session, "P-1"), [To("R-1", 100)], default));
            }
        });

        Assert.Equal(["R-2 1 Done"], await RunAsync(books, Due.PlusDays(7), ByMessage, outbox: channel));

        Assert.Equal("R-2", Assert.Single(await books.Core.AllAsync<DunningNotice>()).Invoice);
        Assert.Equal(2, channel.Asked); // once before the payment, whose commit conflicts, and once after it
    }

    private static DunningProcedure ByMessage { get; } = ByTask with { Levels = [new(7, DunningActions.Reminder) { Channel = "mail" }] };

    private static TestChannel Mail => new(new ChannelDescriptor("mail") { Audience = Audience.Customers, Reaches = ContactPointKind.Email });

    /// <summary>Takes messages, and lets something happen while it does.</summary>
    private sealed class PayingOutbox(Func<Task> meanwhile) : IOutbox
    {
        public int Asked { get; private set; }

        public async Task<OutboxMessage> EnqueueAsync(ICrmSession session, MessageDraft draft, CancellationToken cancellationToken)
        {
            Asked++;
            await meanwhile();
            return null!; // the desk asks for nothing of it
        }

        public Task<IReadOnlyList<OutboxMessage>> EnqueueAsync(ICrmSession session, IReadOnlyList<MessageDraft> drafts, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<OutboxStatus> GetStatusAsync(CrmScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<CrmPage<OutboxMessage>> ListAsync(CrmScope scope, OutboxState state, PageCursor? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> RetryAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> RetryAllAsync(CrmScope scope, OutboxState state, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ConfirmSentAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    public static TheoryData<DunningProcedure> Wrong =>
    [
        ByTask with { Name = " " },
        ByTask with { Levels = [] },
        ByTask with { Levels = [new(7, "reminder"), new(7, "call")] },
        ByTask with { Levels = [new(0, "reminder")] },
        ByTask with { Levels = [new(7, "reminder") { TaskDays = 400 }] },
        ByTask with { Levels = [new(7, "reminder") { Minimums = [Yuan(1), Yuan(2)] }] },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_procedure_that_is_out_of_range_is_refused(DunningProcedure procedure) => Assert.Equal(BillingErrorCodes.BadOption, Assert.Throws<CrmException>(procedure.Check).Code);

    private static async Task<List<string>> RunAsync(Books books, LocalDate day, DunningProcedure? procedure = null, bool dryRun = false, TestChannel? channels = null, IOutbox? outbox = null)
    {
        IExtensions extensions = channels is null ? new FixedExtensions() : new TestChannels(channels);
        var desk = new DunningDesk(
            books.Core.Crm, books.Core.Store, books.Reader, outbox ?? new Outbox(books.Core.Crm, extensions, new UnencryptedProtector(), books.Core.Clock), new CrmTexts(extensions), extensions);
        var steps = new List<string>();
        await foreach (DunningStep step in desk.RunAsync(SessionFixture.Ada, procedure ?? ByTask, EndOf(day), CultureInfo.GetCultureInfo("en-US"), dryRun, default))
        {
            steps.Add($"{step.Invoice.Key} {step.Level} {step.Outcome}");
        }

        steps.Sort(StringComparer.Ordinal);
        return steps;
    }
}
