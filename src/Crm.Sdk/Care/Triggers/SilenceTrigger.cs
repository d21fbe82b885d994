using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Serialization;
using Crm.Sdk.Service;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>So many days without any contact: no interaction, no order, no message that went out, on whatever channel. Once for each silence.</summary>
/// <remarks>A customer with whom there never was a contact is silent since it was added.</remarks>
internal sealed class SilenceTrigger : BuiltInTrigger
{
    public override string Type => "silence";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int days = settings.Whole("days", 1, 3_660);
        settings.End([]);
        return new EachPage<Instant>(
            ContactsAsync,
            (subject, contacts, asOf) =>
            {
                Instant? last = contacts.Where(at => at <= asOf.Instant).Cast<Instant?>().Max() ?? subject.Customer.Origin?.At;
                if (last is not { } at)
                {
                    return [];
                }

                // A run that was missed for long still finds the silence: it lasts.
                LocalDate day = asOf.DateOf(at).PlusDays(days);
                return day > subject.Today ? [] : [new DueOccasion(new CareOccasion($"silence:{asOf.DateOf(at):uuuu-MM-dd}", 0, day) { Values = Occasions.Of(day, subject.Today) }, LocalDate.Max(day, subject.From))];
            });
    }

    private static async Task<ILookup<CustomerId, Instant>> ContactsAsync(CareData data, IReadOnlyList<CareSubject> subjects, CancellationToken cancellationToken)
    {
        ILookup<CustomerId, Interaction> contacts = await data.OfAsync<Interaction>(InteractionModel.Kind, InteractionModel.Customer, static c => c.Customer, subjects, null, cancellationToken).ConfigureAwait(false);
        ILookup<CustomerId, Order> orders = await data.OfAsync<Order>(OrderModel.Kind, OrderModel.Customer, static o => o.Customer, subjects, null, cancellationToken).ConfigureAwait(false);
        ILookup<CustomerId, OutboxMessage> messages = await data.OfAsync<OutboxMessage>(
            OutboxModel.Kind, OutboxModel.Customer, static m => m.Customer ?? default, subjects, null, cancellationToken).ConfigureAwait(false);
        return subjects.SelectMany(subject => Times(subject.Customer.Id).Select(at => (subject.Customer.Id, At: at))).ToLookup(static each => each.Id, static each => each.At);

        IEnumerable<Instant> Times(CustomerId customer) => contacts[customer].Select(static c => c.At)
            .Concat(orders[customer].Select(static o => o.PlacedAt))
            .Concat(messages[customer].Where(static m => m is { State: OutboxState.Sent, FinishedAt: not null }).Select(static m => m.FinishedAt!.Value));
    }
}
