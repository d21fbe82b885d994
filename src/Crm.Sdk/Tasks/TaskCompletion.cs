using Crm.Sdk.Customers;

namespace Crm.Sdk.Tasks;

/// <summary>What the closing of a task will write with the commit.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Task">The task, closed.</param>
/// <param name="Next">The next task of the series, also where it was there before; null where there is none.</param>
/// <param name="Investment">What is booked as invested in the customer; null where there is no cost or no customer.</param>
public sealed record TaskCompletion(CrmTask Task, CrmTask? Next, Investment? Investment);
