using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Settles the documents of members in the order of time, and leads their tiers along, so that each order earns by the tier of its moment (LO-1, LO-2). Used by one thread.</summary>
/// <remarks>The same walk posts to the ledger and simulates: only the book differs.</remarks>
internal sealed class EarningWalk(
    ICrmStore store, CrmScope scope, EarningPlans plans, PluginRules rules, IReadOnlyDictionary<string, string> categories, IEarningBook book, Dictionary<string, long> given, Instant upTo)
{
    private const int ChunkSize = 200;
    private const long One = 1_000_000;

    private static readonly Dictionary<string, ValueList<EarningGrant>> EmptyGrants = [];
    private static readonly string EventDigest = new('0', PointsEarning.DigestLength);

    /// <summary>What was done since the caller took it last.</summary>
    public EarningReport Done { get; set; } = new();

    private EarningPlan Newest => plans.Newest;

    /// <summary>Settles documents of a member.</summary>
    /// <param name="file">The member, with all its documents.</param>
    /// <param name="documents">Those to settle, in order.</param>
    /// <param name="own">Orders that are not committed yet.</param>
    /// <param name="checkpoint">Called after each chunk, where the book may be closed.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    public async Task RunAsync(MemberFile file, IReadOnlyList<DocumentRef> documents, IReadOnlyDictionary<RecordId, Order> own, Func<Task> checkpoint, CancellationToken cancellationToken)
    {
        await book.EnrolAsync(file, cancellationToken).ConfigureAwait(false);
        Done = Done with { Members = Done.Members + 1 };
        var member = new MemberWalk(file);
        foreach (DocumentRef[] chunk in documents.Chunk(ChunkSize))
        {
            WalkChunk page = await WalkChunk.ReadAsync(store, scope.Tenant, book, Newest.Programme.Code, file, chunk, own, cancellationToken).ConfigureAwait(false);
            if (Newest.HasPluginRules)
            {
                await page.AskAsync(rules, Newest, categories, [.. chunk.Where(document => document.Rank != DocumentRank.Return && OutcomeOf(file, document.At, document.IsCancelled) is null)], cancellationToken).ConfigureAwait(false);
            }

            foreach (DocumentRef document in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Done = Done with { Documents = Done.Documents + 1 };
                await SettleAsync(member, document, page, cancellationToken).ConfigureAwait(false);
            }

            await checkpoint().ConfigureAwait(false);
        }

        if (file.Tiers is { } tiers)
        {
            await AdvanceAsync(file, tiers, upTo, isIncluded: true, cancellationToken).ConfigureAwait(false);
            await checkpoint().ConfigureAwait(false);
        }
    }

    private Task SettleAsync(MemberWalk member, DocumentRef document, WalkChunk page, CancellationToken cancellationToken)
    {
        if (document.Event is not null)
        {
            PointsEarning? before = page.EarningOf(document.Source, document.RecordId);
            return before is { Digest.Length: > 0 } ? Task.CompletedTask : EarnAsync(member, Newest, EarningDocuments.Of(Newest, document), null, [], before, isMoved: false, EventDigest, page, cancellationToken);
        }

        return document.Rank == DocumentRank.Sale ? SettleSaleAsync(member, document, page, cancellationToken) : SettleReturnAsync(member, document, page, cancellationToken);
    }

    /// <summary>A sale that is new earns in full, and what came back later is taken back in its turn; one that was settled before is settled again where it or its returns changed.</summary>
    private async Task SettleSaleAsync(MemberWalk member, DocumentRef document, WalkChunk page, CancellationToken cancellationToken)
    {
        if (page.Find(document.Id) is not { } sale)
        {
            return; // it went away meanwhile
        }

        PointsEarning? before = page.EarningOf(EarningSource.Order, document.RecordId);
        Order[] returns = page.ReturnsOf(document.Id, before is null ? document with { Rank = DocumentRank.Return } : null);
        string digest = OrderDigest.Of(sale);
        bool isMoved = before is not null && !member.File.Subject.Members.Contains(before.Customer);
        if (before is null || before.Digest != digest || isMoved)
        {
            EarningPlan plan = before is null ? Newest : await plans.GetAsync(before.ProgrammeVersion, cancellationToken).ConfigureAwait(false);
            await EarnAsync(member, plan, EarningDocuments.Of(plan, sale, categories), sale, returns, before, isMoved, digest, page, cancellationToken).ConfigureAwait(false);
        }
        else if (before.ReturnsDigest != OrderDigest.Of(returns))
        {
            await TakeBackAsync(member, sale, returns, before, page, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SettleReturnAsync(MemberWalk member, DocumentRef document, WalkChunk page, CancellationToken cancellationToken)
    {
        if (document.IsCancelled)
        {
            return; // its sale has seen it
        }

        if (page.Find(document.ReturnOf) is not { } sale || !member.File.Subject.Members.Contains(sale.Customer))
        {
            Done = Done with { ReturnsOfNothing = Done.ReturnsOfNothing + 1 };
            return;
        }

        if (page.EarningOf(EarningSource.Order, sale.Id) is not { Digest.Length: > 0 } before || before.ReturnsDigest == OrderDigest.Of(page.ReturnsOf(document.ReturnOf)))
        {
            return; // the sale waits, or all its returns are settled
        }

        await TakeBackAsync(member, sale, page.ReturnsOf(document.ReturnOf, document), before, page, cancellationToken).ConfigureAwait(false);
    }

    private async Task EarnAsync(
        MemberWalk member, EarningPlan plan, EarningDocument document, Order? sale, Order[] returns, PointsEarning? before, bool isMoved, string digest, WalkChunk page, CancellationToken cancellationToken)
    {
        if (page.Failures.TryGetValue(document.Id, out string? failure))
        {
            Done = Done.Waits(failure);
            return;
        }

        MemberFile file = member.File;
        string? tier = await TierAsync(file, document.At, cancellationToken).ConfigureAwait(false);
        tier = before is not null && !isMoved ? before.Tier : tier;
        EarningTally tally = await TallyAsync(member, cancellationToken).ConfigureAwait(false);
        tally.Add(plan, document.Day, before, sign: -1);
        string? outcome = OutcomeOf(file, document, sale);
        ValueList<EarningPart> parts = outcome switch
        {
            null => EarningEngine.Earn(plan, document, plan.Ladder?.Find(tier)?.FactorMillionths ?? One, page.Grants.GetValueOrDefault(document.Id, EmptyGrants), tally),
            EarningOutcomes.Cancelled => before?.Parts ?? [], // what it would have earned goes on to explain what was taken back
            _ => [],
        };
        var earning = new PointsEarning
        {
            Id = PointsEarningId.Of(Newest.Programme.Code, document.Source, document.Id),
            Customer = file.Subject.Customer,
            Programme = Newest.Programme.Code,
            ProgrammeVersion = plan.Version,
            Source = document.Source,
            Document = document.Id,
            Reference = document.Reference,
            OccurredAt = document.At,
            Tier = tier,
            Outcome = outcome ?? (parts.IsEmpty ? EarningOutcomes.NoRule : null),
            Parts = OrderBack.Apply(plan, parts, sale, returns),
            Postings = before?.Postings ?? [],
            Changes = before?.Changes ?? 0,
            Digest = digest,
            ReturnsDigest = OrderDigest.Of(returns),
            Origin = before?.Origin,
        };
        tally.Add(plan, document.Day, earning, sign: 1);
        await PutAsync(file, plan, before, earning, before is null ? LastOf(returns, document.At) : upTo, isMoved, page, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeBackAsync(MemberWalk member, Order sale, Order[] returns, PointsEarning before, WalkChunk page, CancellationToken cancellationToken)
    {
        _ = await TiersAsync(member.File, cancellationToken).ConfigureAwait(false);
        EarningPlan plan = await plans.GetAsync(before.ProgrammeVersion, cancellationToken).ConfigureAwait(false);
        PointsEarning after = before with { Parts = OrderBack.Apply(plan, before.Parts, sale, returns), ReturnsDigest = OrderDigest.Of(returns) };
        await PutAsync(member.File, plan, before, after, LastOf(returns, sale.PlacedAt), isMoved: false, page, cancellationToken).ConfigureAwait(false);
    }

    private async Task PutAsync(MemberFile file, EarningPlan plan, PointsEarning? before, PointsEarning earning, Instant changedAt, bool isMoved, WalkChunk page, CancellationToken cancellationToken)
    {
        (PointsEarning kept, CrmException? refusal) = await book.PutAsync(before, earning, changedAt, isMoved, cancellationToken).ConfigureAwait(false);
        page.Keep(kept);
        foreach (string wallet in earning.Postings.Concat(kept.Postings).Select(static posting => posting.Wallet).Distinct(StringComparer.Ordinal))
        {
            long stood = before is null || isMoved ? 0 : EarningSettlement.Standing(before, wallet), stands = EarningSettlement.Standing(kept, wallet), more = stands - stood;
            Done = Done with { Earned = Done.Earned + Math.Max(0, more), TakenBack = Done.TakenBack + Math.Max(0, -more) + (isMoved ? EarningSettlement.Standing(before!, wallet) : 0) };
            if (more != 0 && file.Tiers is { } tiers && Newest.Ladder is { Measure: TierMeasure.Points } ladder && ladder.Wallet == wallet)
            {
                Instant matures = plan.MaturesAt(wallet, earning.OccurredAt);
                tiers.Add(new TierFact(more > 0 ? matures : Instant.Max(matures, changedAt), matures.InZone(Newest.Zone).Date, more));
            }
        }

        Done = refusal is null ? Done with { Settled = Done.Settled + 1 } : Done.Waits(refusal.Message);
    }

    /// <summary>The tier before an instant; null where the programme has none.</summary>
    private async Task<string?> TierAsync(MemberFile file, Instant at, CancellationToken cancellationToken)
    {
        if (await TiersAsync(file, cancellationToken).ConfigureAwait(false) is not { } tiers)
        {
            return null;
        }

        await AdvanceAsync(file, tiers, at, isIncluded: false, cancellationToken).ConfigureAwait(false);
        return tiers.TierBefore(at);
    }

    private async Task<TierWalk?> TiersAsync(MemberFile file, CancellationToken cancellationToken)
    {
        if (Newest.Ladder is not null && file.Tiers is null)
        {
            file.Tiers = await TierFacts.WalkAsync(Newest, file, book, cancellationToken).ConfigureAwait(false);
        }

        return file.Tiers;
    }

    private async Task AdvanceAsync(MemberFile file, TierWalk tiers, Instant to, bool isIncluded, CancellationToken cancellationToken)
    {
        var steps = new List<TierStep>();
        tiers.AdvanceTo(to, isIncluded, steps.Add);
        foreach (TierStep step in steps)
        {
            await book.DecideAsync(file, step.ToDecision(file.Subject.Customer, Newest.Programme.Code, Newest.Version), cancellationToken).ConfigureAwait(false);
        }

        Done = Done with { TierDecisions = Done.TierDecisions + steps.Count };
    }

    /// <summary>What capped rules gave the member before, read once.</summary>
    private async Task<EarningTally> TallyAsync(MemberWalk member, CancellationToken cancellationToken)
    {
        if (member.Tally is null)
        {
            member.Tally = new EarningTally(given);
            if (Newest.HasMemberCaps)
            {
                await foreach (PointsEarning earning in book.OfAsync(member.File, cancellationToken).ConfigureAwait(false))
                {
                    member.Tally.Add(Newest, earning.OccurredAt.InZone(Newest.Zone).Date, earning, sign: 1, isRecalled: true);
                }
            }
        }

        return member.Tally;
    }

    private string? OutcomeOf(MemberFile file, EarningDocument document, Order? sale) => OutcomeOf(file, document.At, sale?.Status == OrderStatus.Cancelled);

    private string? OutcomeOf(MemberFile file, Instant at, bool isCancelled)
    {
        if (isCancelled)
        {
            return EarningOutcomes.Cancelled;
        }

        return at < Newest.EarnsFrom(file.JoinedAt!.Value) ? EarningOutcomes.BeforeEnrolment : at >= file.LeftAt ? EarningOutcomes.AfterLeaving : null;
    }

    private static Instant LastOf(Order[] returns, Instant sale) => returns.Length == 0 ? sale : Instant.Max(sale, returns.Max(static order => order.PlacedAt));

    /// <summary>A member's walk: what capped rules gave it is read once.</summary>
    private sealed class MemberWalk(MemberFile file)
    {
        public MemberFile File => file;

        public EarningTally? Tally { get; set; }
    }
}
