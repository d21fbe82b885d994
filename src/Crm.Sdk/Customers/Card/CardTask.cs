using Crm.Sdk.Tasks;

namespace Crm.Sdk.Customers;

/// <summary>A task that was open at the instant of a card.</summary>
/// <param name="Task">The task.</param>
/// <param name="IsOverdue">Whether it was due before.</param>
public sealed record CardTask(CrmTask Task, bool IsOverdue);
