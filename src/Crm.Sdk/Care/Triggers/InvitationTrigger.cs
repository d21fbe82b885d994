using Crm.Sdk.Serialization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>An invitation to an event while it is not answered; or so many days before it for those who have accepted.</summary>
internal sealed class InvitationTrigger : BuiltInTrigger
{
    public override string Type => "invitation";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Text("occasion.item")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        string code = settings.Text("event");
        int? daysAhead = settings.Has("daysAhead") ? settings.Whole("daysAhead", 0, CalendarTrigger.MaxDaysAhead) : null;
        settings.End([]);
        return new Run(code, daysAhead);
    }

    private sealed class Run(string code, int? daysAhead) : ITriggerRun
    {
        public async ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken)
        {
            if ((await data.Store.FindAsync(data.Scope.Tenant, CustomerEventModel.Kind.Kind, [CustomerEvent.IdOf(code)], cancellationToken).ConfigureAwait(false))[0]?.Entity is not CustomerEvent customerEvent || customerEvent.StartsAt < asOf.Instant)
            {
                return [.. subjects.Select(static _ => Array.Empty<DueOccasion>())]; // not there, or over
            }

            ILookup<CustomerId, EventInvitation> invitations = await data.OfAsync<EventInvitation>(
                EventInvitationModel.Kind, EventInvitationModel.Customer, static invitation => invitation.Customer, subjects, Condition.Equal(EventInvitationModel.Event, FieldValue.Of(code)), cancellationToken).ConfigureAwait(false);
            return [.. subjects.Select(subject => (IReadOnlyList<DueOccasion>)[.. Find(subject, customerEvent, invitations[subject.Customer.Id], asOf)])];
        }

        private IEnumerable<DueOccasion> Find(CareSubject subject, CustomerEvent customerEvent, IEnumerable<EventInvitation> invitations, AsOf asOf)
        {
            LocalDate day = customerEvent.StartsAt.InZone(DateTimeZoneProviders.Tzdb[customerEvent.Zone]).Date;
            string title = subject.Customer.Language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? customerEvent.Chinese : customerEvent.English;
            foreach (EventInvitation invitation in invitations)
            {
                DueOccasion? due = (daysAhead, invitation) switch
                {
                    (null, { Answer: InvitationAnswer.Open, InvitedAt: { } invitedAt }) when invitedAt <= asOf.Instant => new DueOccasion(Occasion(day, title, subject), LocalDate.Max(subject.From, asOf.DateOf(invitedAt))),
                    ({ } ahead, { Answer: InvitationAnswer.Accepted }) => CalendarTrigger.On(subject, Occasion(day, title, subject), ahead),
                    _ => null,
                };
                if (due is not null)
                {
                    yield return due;
                }
            }
        }

        private CareOccasion Occasion(LocalDate day, string title, CareSubject subject) => new($"invitation:{code}", 0, day) { Values = Occasions.Of(day, subject.Today, null, title) };
    }
}
