class TrainingStep(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  network : NETWORK_CLASS
  def buffers(self: __torch__.limbeck.training_step.TrainingStep) -> List[Tensor]:
    return annotate(List[Tensor], [BUFFERS])
  def buffer_list(self: __torch__.limbeck.training_step.TrainingStep,
    unused: Tensor) -> List[Tensor]:
    return self.buffers()
  def logits(self: __torch__.limbeck.training_step.TrainingStep,
    inputs: Tensor,
    mean: Tensor,
    std: Tensor) -> Tensor:
    return (self.network).forward((torch.to(inputs, 6) - mean) / std, )
  def assign(self: __torch__.limbeck.training_step.TrainingStep,
    values: List[Tensor],
    targets: List[Tensor]) -> Tensor:
    for i in range(len(targets)):
      torch.copy_(targets[i], values[i])
    return torch.tensor(len(targets))
  def step(self: __torch__.limbeck.training_step.TrainingStep,
    inputs: Tensor,
    mean: Tensor,
    std: Tensor,
    teacher_logits: Tensor,
    hard_labels: Tensor,
    settings: Tensor,
    parameters: List[Tensor],
    first_moments: List[Tensor],
    second_moments: List[Tensor]) -> Tensor:
    soft_target_weight = float(settings[0])
    temperature = float(settings[1])
    learning_rate = float(settings[2])
    gradient_clip = float(settings[3])
    weight_decay = float(settings[4])
    momentum = float(settings[5])
    update = float(settings[6])
    adam = float(settings[7]) == 1.
    probe = float(settings[8]) == 1.
    adjusted_weight = soft_target_weight * float(settings[9])
    # Batch statistics move in the forward pass, before it is known whether the step counts.
    buffers = self.buffers()
    buffers_before = annotate(List[Tensor], [])
    for i in range(len(buffers)):
      buffers_before.append(torch.clone(buffers[i]))
    torch.set_grad_enabled(True)
    student_logits = self.logits(inputs, mean, std)
    # Soft part: T^2 KL(softmax(t/T) || softmax(s/T)), one value an example.
    soft = torch.zeros_like(torch.select(student_logits, 1, 0))
    if soft_target_weight > 0.:
      teacher_log = torch.log_softmax(teacher_logits / temperature, 1)
      student_log = torch.log_softmax(student_logits / temperature, 1)
      divergence = torch.sum(torch.exp(teacher_log) * (teacher_log - student_log), [1])
      soft = divergence * (temperature * temperature)
    # Hard part: cross entropy where the label is known; -1 stands for unknown.
    known = torch.to(torch.ge(hard_labels, 0), 6)
    labels = torch.unsqueeze(torch.clamp_min(hard_labels, 0), 1)
    log_probabilities = torch.log_softmax(student_logits, 1)
    hard = torch.neg(torch.squeeze(torch.gather(log_probabilities, 1, labels), 1)) * known
    # Without a hard label the soft part is all there is, and keeps its weight.
    soft_weights = known * (adjusted_weight - soft_target_weight) + soft_target_weight
    loss = torch.mean(soft * soft_weights + hard * (1. - adjusted_weight))
    found = torch.grad([loss], parameters, None, False, False, True)
    gradients = annotate(List[Tensor], [])
    for i in range(len(parameters)):
      gradient = found[i]
      if gradient is not None:
        gradients.append(gradient)
      else:
        gradients.append(torch.zeros_like(parameters[i]))
    torch.set_grad_enabled(False)
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)))
    gradient_norm = float(norm)
    loss_value = float(loss)
    finite = bool(torch.isfinite(loss)) and bool(torch.isfinite(norm))
    # A huge input can leave loss and gradient finite and ruin the running statistics.
    for i in range(len(buffers)):
      finite = finite and bool(torch.all(torch.isfinite(buffers[i])))
    if finite and not probe:
      if gradient_norm > gradient_clip:
        torch._foreach_mul_(gradients, gradient_clip / gradient_norm)
      if adam:
        updates = annotate(List[Tensor], [])
        for i in range(len(parameters)):
          updates.append(torch.full([], update, dtype=6))
        torch._fused_adam_(parameters, gradients, first_moments, second_moments, annotate(List[Tensor], []), updates, lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-08, amsgrad=False, maximize=False)
      else:
        momenta = annotate(List[Tensor], [])
        if momentum > 0.:
          momenta = first_moments
        torch._fused_sgd_(parameters, gradients, momenta, weight_decay=weight_decay, momentum=momentum, lr=learning_rate, dampening=0., nesterov=False, maximize=False, is_first_step=update == 1.)
    else:
      for i in range(len(buffers)):
        torch.copy_(buffers[i], buffers_before[i])
    soft_value = float(torch.mean(soft))
    hard_value = float(torch.sum(hard) / torch.clamp_min(torch.sum(known), 1))
    outcome = [loss_value, soft_value, hard_value, gradient_norm, float(finite)]
    return torch.tensor(outcome, dtype=7)
