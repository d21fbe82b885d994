using Crm.Sdk.Notifications;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Care;

/// <summary>A line with what is written for it: the occurrence, and the message or the task.</summary>
internal sealed record PlannedAction(CareLine Line, CareOccasion? Occasion = null, MessageDraft? Draft = null, CrmTask? Task = null);
