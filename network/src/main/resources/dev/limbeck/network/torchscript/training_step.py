class TrainingStep(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  network : NETWORK_CLASS
  parameters : List[Tensor]
  first_moments : List[Tensor]
  second_moments : List[Tensor]
  def buffers(self: __torch__.limbeck.training_step.TrainingStep) -> List[Tensor]:
    return annotate(List[Tensor], [BUFFERS])
  def buffer_list(self: __torch__.limbeck.training_step.TrainingStep,
    unused: Tensor) -> List[Tensor]:
    return self.buffers()
  def logits(self: __torch__.limbeck.training_step.TrainingStep,
    INPUTS) -> Tensor:
    FORWARD
  def assign(self: __torch__.limbeck.training_step.TrainingStep,
    values: List[Tensor],
    targets: List[Tensor]) -> Tensor:
    for i in range(len(targets)):
      torch.copy_(targets[i], values[i])
    return torch.tensor(len(targets))
  def adopt(self: __torch__.limbeck.training_step.TrainingStep,
    parameters: List[Tensor],
    first_moments: List[Tensor],
    second_moments: List[Tensor]) -> Tensor:
    self.parameters = parameters
    self.first_moments = first_moments
    self.second_moments = second_moments
    return torch.tensor(len(parameters))
  def step(self: __torch__.limbeck.training_step.TrainingStep,
    INPUTS,
    TENSORS
    settings: Tensor) -> Tensor:
    parameters = self.parameters
    first_moments = self.first_moments
    second_moments = self.second_moments
    numbers = annotate(List[float], settings.tolist())
    SETTINGS
    # Batch statistics move in the forward pass, before it is known whether the step counts.
    buffers = self.buffers()
    buffers_before = annotate(List[Tensor], [])
    for i in range(len(buffers)):
      buffers_before.append(torch.clone(buffers[i]))
    torch.set_grad_enabled(True)
    student_logits = self.logits(INPUTS)
    VALUES
    if labelled:
      VALUES_BY_LABELS
      # Without a hard label the soft part is all there is, and keeps its weight.
      soft_weights = known * (adjusted_weight - soft_target_weight) + soft_target_weight
      loss = torch.mean(WEIGHTED)
    else:
      loss = torch.mean(WEIGHTED_WITHOUT_LABELS)
    found = torch.grad([loss], parameters, None, False, False, True)
    gradients = annotate(List[Tensor], [])
    for i in range(len(parameters)):
      gradient = found[i]
      if gradient is not None:
        # The fused optimizers go through memory, whatever the strides; those of parameters and moments are contiguous.
        gradients.append(torch.contiguous(gradient))
      else:
        gradients.append(torch.zeros_like(parameters[i]))
    torch.set_grad_enabled(False)
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)))
    gradient_norm = float(norm)
    loss_value = float(loss)
    finite = torch.isfinite(loss_value) and torch.isfinite(gradient_norm)
    # A huge input can leave loss and gradient finite and ruin the running statistics.
    for i in range(len(buffers)):
      finite = finite and bool(torch.all(torch.isfinite(buffers[i])))
    if finite and not probe:
      if gradient_norm > gradient_clip:
        torch._foreach_mul_(gradients, gradient_clip / gradient_norm)
      if adam:
        count = torch.full([], update, dtype=6)
        updates = annotate(List[Tensor], [])
        for i in range(len(parameters)):
          updates.append(count)
        torch._fused_adam_(parameters, gradients, first_moments, second_moments, annotate(List[Tensor], []), updates, lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-08, amsgrad=False, maximize=False)
      else:
        momenta = annotate(List[Tensor], [])
        if momentum > 0.:
          momenta = first_moments
        torch._fused_sgd_(parameters, gradients, momenta, weight_decay=weight_decay, momentum=momentum, lr=learning_rate, dampening=0., nesterov=False, maximize=False, is_first_step=update == 1.)
    else:
      for i in range(len(buffers)):
        torch.copy_(buffers[i], buffers_before[i])
    MEANS
    outcome = [loss_value, GIVEN, gradient_norm, float(finite)]
    return torch.tensor(outcome, dtype=7)
