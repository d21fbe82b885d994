using Crm.Sdk.Customers;
using Crm.Sdk.Service;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Care;

/// <summary>What a return visit left behind.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Task">The task, done.</param>
/// <param name="Interactions">The visit, and the complaint where there was one.</param>
/// <param name="Answers">The answers.</param>
/// <param name="Needs">The needs.</param>
/// <param name="FollowUps">The tasks that follow.</param>
public sealed record VisitRecord(CrmTask Task, ValueList<Interaction> Interactions, ValueList<SurveyAnswer> Answers, ValueList<Need> Needs, ValueList<CrmTask> FollowUps);
