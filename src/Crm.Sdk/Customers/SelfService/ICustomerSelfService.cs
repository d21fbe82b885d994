using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>What a customer may do for himself (CU-11): see his own archive in the part that is his, and correct it; the revisions bear his name.</summary>
/// <remarks>
/// The scope's actor is the customer: <c>customer:ID</c> with the internal id (<see cref="SelfService.ActorOf"/>). Who he is, the host has found out before. A customer that was merged acts for
/// the survivor. A thread-safe singleton.
/// </remarks>
public interface ICustomerSelfService
{
    /// <summary>The customer's own data, items and order sums, as of an instant. Without scores, labels, tasks, the owner's remarks, and what the house knows of him beyond what he may see.</summary>
    /// <param name="scope">The tenant, and the customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3104: the actor is no customer, or his archive is not in use.</exception>
    Task<SelfServiceView> ViewAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken);

    /// <summary>A page of the customer's own orders, those added last first.</summary>
    /// <param name="scope">The tenant, and the customer.</param>
    /// <param name="after">Where the last page ended; null for the first.</param>
    /// <param name="take">The greatest number wanted, 1 to 100.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3104: the actor is no customer, or his archive is not in use. CRM2021: the number is out of range, or the cursor is another customer's.</exception>
    Task<CrmPage<Order>> OrdersAsync(CrmScope scope, PageCursor? after, int take, CancellationToken cancellationToken);

    /// <summary>Corrects the customer's own data, all of it or nothing.</summary>
    /// <param name="scope">The tenant, and the customer.</param>
    /// <param name="changes">The new values by field, such as <c>phone</c>, <c>address.city</c> or <c>attr.work.employer</c>; null takes a value away.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The customer's own data after it.</returns>
    /// <exception cref="CrmException">
    /// CRM3104: the actor is no customer, his archive is not in use, or a field is none that he may correct. CRM1030, CRM1002, CRM1020: a value is refused; the message names the field and the rule.
    /// </exception>
    /// <exception cref="CrmConflictException">CRM2032: somebody changed the same archive at the same moment; nothing was written.</exception>
    Task<SelfServiceProfile> CorrectAsync(CrmScope scope, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken);
}
